"""What the desk says a mail is: a resident's by its kind and reasons, a colleague's by what it is read as."""

from __future__ import annotations

from store import cases
from tests.commands.conftest import mail_from
from tests.commands.test_explain_officers import ANSWER
from tests.desk.conftest import JO, SAM, Council


def page(council: Council, number: int) -> str:
    words = council.client(JO).get(f"/queue/{number}").get_data(as_text=True)
    return " ".join(words[words.index("What the rules make of it") :].split())


def test_a_residents_mail_has_its_kind_and_reasons_under_services_names(council: Council) -> None:
    number = council.mail(
        "una@home.example", "Repair", "The boiler repair: nobody came. It is damp."
    )
    shown = page(council, number)
    assert ">Kind</dt>" in shown
    assert "<li>Housing Repairs: <q>" in shown
    assert "<li>housing" not in shown


def test_what_bears_a_colleagues_name_and_may_not_be_theirs_is_read_as_nothing(
    council: Council, case: cases.CaseFile
) -> None:
    raw = mail_from(SAM, f"RE: {case.case.reference}", ANSWER)
    number = council.raw(raw.replace(b"dmarc=pass", b"dmarc=fail"))
    shown = page(council, number)
    assert "Nothing: it bears a colleague's name, and may not be theirs." in shown.replace(
        "&#39;", "'"
    )
    assert ">Kind</dt>" not in shown


def test_a_colleagues_own_mail_is_told_by_what_it_asks_for(
    council: Council, case: cases.CaseFile
) -> None:
    number = council.mail(SAM, f"RE: {case.case.reference}", ANSWER)
    shown = page(council, number)
    assert "Read as</dt>" in shown
    assert "the answer to the resident, complaint upheld, by a letter that greets Ms Firth" in shown
    assert ">Kind</dt>" not in shown

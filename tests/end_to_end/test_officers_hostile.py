"""Links in wrong hands, links bent, cut and used again: nothing is changed, and the journal tells of each.

And words that are for colleagues alone, planted wherever a mail has room for them: no resident reads one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from PIL import Image

from store.casefile import CaseFile
from tests.acts.papers import WORD, remarked
from tests.end_to_end.conftest import NewCouncil
from tests.end_to_end.correspondence import Arrived, only, write
from tests.end_to_end.council import COORDINATOR, HEAD, Council
from tests.end_to_end.people import ANSWER, HILARY, OFFICER, STORY, STRANGER, complain
from tests.end_to_end.programs import PROGRAMS, answer_in, reply_in

pytestmark = [pytest.mark.server, pytest.mark.slow]

LETTER = (
    "Dear Ms Stannard\n\nI am sorry that your bin was missed. The crew had an old list. I uphold your complaint."
    "\n\nYours sincerely\n\nMorgan Hill"
)
PARKS_ADDRESS = "lee.ash@fenbridge.example"
PARKS = f"Lee Ash <{PARKS_ADDRESS}>"


def _bent(address: str, place: int) -> str:
    """An address with one character of its signature changed."""
    at = address.index("@") - place
    other = "2" if address[at] != "2" else "3"
    return address[:at] + other + address[at + 1 :]


WRONG: dict[str, Callable[[str], str]] = {
    "the last character changed": lambda address: _bent(address, 1),
    "the first of the signature changed": lambda address: _bent(address, 16),
    "another verb": lambda address: address.replace(".answer.", ".close."),
    "another stage": lambda address: address.replace("+1.1.", "+1.2."),
    "another case": lambda address: address.replace("+1.1.", "+2.1."),
    "cut short": lambda address: address[: address.index("@") - 6] + "@fenbridge.example",
    "without a signature": lambda address: (
        address[: address.rindex(".", 0, address.index("@"))] + "@fenbridge.example"
    ),
}


def _as_it_is(council: Council) -> CaseFile:
    """The case; that the diary looked at a stage is no change."""
    file = council.case()
    return replace(file, stages=tuple(replace(one, looked_on=None) for one in file.stages))


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_link_that_was_bent_opens_nothing(council: Council, wrong: Callable[[str], str]) -> None:
    address = only(complain(council), "assignment").link("answer")
    before = _as_it_is(council)
    bent = wrong(address)
    assert bent != address
    council.deliver(write(OFFICER, "Bin", ANSWER, to=bent, at=council.clock.now()), to=bent)
    assert [one for one in council.letters() if one.to == HILARY] == []
    assert _as_it_is(council) == before
    assert len(council.queue()) == 1
    assert [one for one in council.journal() if one.act == "held"]


@pytest.mark.parametrize("text", [ANSWER, LETTER], ids=["word", "plain"])
@pytest.mark.parametrize(
    ("sender", "vouched"),
    [
        (OFFICER, "dmarc=fail"),
        (OFFICER, "spf=softfail"),
        (OFFICER, ""),
        (STRANGER, "dmarc=pass"),
        (PARKS, "dmarc=pass"),
        (f"Ruth Amadi <{COORDINATOR}>", "dmarc=pass"),
        (f"Robin Vale <{HEAD}>", "dmarc=pass"),
        ('"Morgan Hill" <morgan.hill@fenbridge.example.test>', "dmarc=pass"),
    ],
)
def test_a_link_in_other_hands_opens_nothing(
    council: Council, sender: str, vouched: str, text: str
) -> None:
    assignment = only(complain(council), "assignment")
    before = _as_it_is(council)
    sent = answer_in(council, "outlook", assignment, text, sender=sender, vouched=vouched)
    assert [one for one in sent if one.to == HILARY] == []
    assert _as_it_is(council) == before
    (reason,) = council.reasons()
    assert reason.startswith("HELD")
    assert [one for one in council.journal() if one.act == "held" and one.why]


def test_a_link_used_again_answers_nothing_twice(council: Council) -> None:
    assignment = only(complain(council), "assignment")
    raw = reply_in("outlook", OFFICER, assignment, LETTER, council.clock.now())
    council.deliver(raw, to=assignment.answers_to)
    assert [one.name for one in council.letters() if one.to == HILARY] == ["response"]
    after = _as_it_is(council)
    # The very mail again, and the link in another mail of the same officer.
    council.deliver(raw, to=assignment.answers_to)
    assert [one for one in council.letters() if one.to == HILARY] == []
    for program in PROGRAMS:
        sent = answer_in(council, program, assignment, LETTER + f"\n{program}", sender=OFFICER)
        assert [one for one in sent if one.to == HILARY] == []
    assert _as_it_is(council) == after
    told = [one.act for one in council.journal()]
    assert "copy" in told
    assert "held" in told


def test_another_cases_link_answers_that_case_or_none(council: Council) -> None:
    """The link of the neighbour's case under a letter to Ms Stannard: it greets nobody of that case."""
    first = only(complain(council), "assignment")
    story = STORY.replace("Hilary Stannard", "John Low").replace("4 Mill Lane", "9 Mill Lane")
    council.deliver(
        write(
            "John Low <john.low@saltmarsh.example>",
            "Complaint: missed bin",
            story,
            at=council.clock.now(),
        )
    )
    second = only(council.letters(), "assignment")
    assert first.answers_to != second.answers_to
    sent = answer_in(council, "gmail", second, LETTER, sender=OFFICER)
    assert [one for one in sent if one.to.endswith("saltmarsh.example")] == []
    assert "greets Ms Stannard" in council.reasons()[0]
    assert (council.case(1).stages[0].answered_at, council.case(2).stages[0].answered_at) == (
        None,
        None,
    )


# Words for colleagues alone ---------------------------------------------------------------

SECRET = "zweifelhaft"
PLACES = {
    "above the greeting": f"Hi both, she is {SECRET}. Reply for Ms Stannard below:\n\n{LETTER}",
    "above, with nothing that introduces": f"She is {SECRET}.\n\n{LETTER}",
    "below the signature": f"{LETTER}\n\nPS she is {SECRET}",
    "in the signature": LETTER.replace(
        "Morgan Hill", f"Morgan Hill\nWaste Manager\nShe is {SECRET}"
    ),
    "below a rule": f"{LETTER}\n-- \n{SECRET} department",
    "in a line for the record": f"Learning: {SECRET}\nCause: {SECRET}\n\n{LETTER}",
    "in a bracket": LETTER.replace("The crew", f"[internal: {SECRET}]\nThe crew"),
    "to a colleague": LETTER.replace("The crew", f"\n\nRuth - {SECRET}, copy to me\n\nThe crew"),
    "as a marking": f"OFFICIAL-SENSITIVE\n\n{LETTER}\n\nOFFICIAL-SENSITIVE",
    "in a note beside the document": f"Reply to Ms Stannard attached, please send. She is {SECRET}.\n\nMorgan",
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_no_resident_reads_a_word_for_colleagues(
    new_council: NewCouncil, text: str, program: str
) -> None:
    council = new_council()
    assignment = only(complain(council), "assignment")
    raw = _with_secrets(reply_in(program, OFFICER, assignment, text, council.clock.now()))
    council.deliver(raw, to=assignment.answers_to)
    sent = council.letters()
    read = [one for one in sent if one.to == HILARY]
    assert len(read) == (1 if council.case().stages[0].answered_at else 0)
    assert all(SECRET.encode() not in _whole(one) for one in read)
    assert all(b"SENSITIVE" not in one.raw for one in read)
    # It is answered, or waits with a reason: it is never lost.
    assert read or council.queue()


def _with_secrets(raw: bytes) -> bytes:
    """The mail with the word in each field of its head, where a page hides it, and in all that an attachment has beside
    its words: its own name, properties, and what a camera notes.
    """
    mail = message_from_bytes(raw, policy=SMTP.clone(max_line_length=200))
    assert isinstance(mail, EmailMessage)
    subject = str(mail["Subject"])
    del mail["Subject"]
    mail["Subject"] = f"{subject} {SECRET}"
    mail["Keywords"] = mail["Comments"] = mail["X-Case-Note"] = mail["Organization"] = SECRET
    mail["Thread-Topic" if "Thread-Topic" not in mail else "Thread-Index"] = SECRET
    sender = mail["From"].addresses[0].addr_spec
    del mail["From"]
    mail["From"] = f'"Morgan Hill ({SECRET})" <{sender}>'
    mail["Cc"] = f'"{SECRET} team" <{PARKS_ADDRESS}>'
    _hide_in_page(mail)
    lines = [one for one in LETTER.split("\n") if one]
    letter = remarked("", *lines, title=SECRET)
    main, _, sub = WORD.partition("/")
    name = f"Stannard {SECRET} reply.docx"
    mail.add_attachment(letter, maintype=main, subtype=sub, filename=name)
    kept = {"filename": f"{SECRET}.jpg", "cid": f"<{SECRET}@fenbridge.example>"}
    mail.add_attachment(_photograph(), maintype="image", subtype="jpeg", **kept)
    for part in mail.iter_attachments():
        part["Content-Description"] = SECRET
    return mail.as_bytes()


def _hide_in_page(mail: EmailMessage) -> None:
    """What a page has room for and does not show."""
    page = mail.get_body(("html",))
    assert page is not None
    hidden = (
        f'<!-- {SECRET} --><span style="display:none">{SECRET}</span><img alt="{SECRET}" title="{SECRET}" src="cid:x">'
        f'<p hidden>{SECRET}</p><div style="font-size:0;color:#fff;mso-hide:all">{SECRET}</div>'
    )
    said = str(page.get_content()).replace("</body>", f"{hidden}</body>")
    page.set_content(said + hidden, subtype="html")


def _photograph() -> bytes:
    noted = Image.Exif()
    noted[0x010E] = noted[0x013B] = SECRET
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "brown").save(out, "JPEG", exif=noted, comment=SECRET.encode())
    return out.getvalue()


def _whole(letter: Arrived) -> bytes:
    """All that stands in a letter, unpacked: text, page, headers, and the parts of documents."""
    found = [letter.raw, letter.text.encode(), letter.html.encode()]
    for part in letter.message.iter_attachments():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        found.append(content)
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                found += [package.read(name) for name in package.namelist()]
    return b"\n".join(found)

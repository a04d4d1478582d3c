"""South Cambridgeshire 2021 as `mailroom policy show` prints it, and what `mailroom check` says of its offices."""

from __future__ import annotations

from functools import cache

import pytest
from click.testing import CliRunner

from mailroom.cli import main
from parsers.documents import Reader
from tests.requirements.district import POLICY, district_of


@cache
def page() -> str:
    """The policy as a page, as one line."""
    done = CliRunner().invoke(main, ["policy", "show", POLICY])
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def _said(words: str, *rows: str) -> object:
    """Words of the page and the rows that they are for."""
    return pytest.param(words, marks=pytest.mark.rows(*rows), id=words[:30])


PAGE = [
    _said(
        "Working together: we try to settle things before they become",
        "S003-01",
        "S003-74",
        "S003-81",
        "S003-87",
    ),
    _said("and before one goes a stage further", "S003-87"),
    _said(
        "Integrity: we keep our promises, say plainly where we are at fault",
        "S003-01",
        "S003-74",
        "S003-82",
    ),
    _said("it is clear who answers for what", "S003-84"),
    _said("Dynamism: every complaint is handled with energy", "S003-01", "S003-74"),
    _said("Innovation: what we learn from complaints is shared", "S003-01", "S003-74", "S003-79"),
    _said("Dissatisfaction with a service of the council, its contractors or its", "S003-02"),
    _said("Dissatisfaction that wants no answer is feedback.", "S003-02"),
    _said("Service request: Somebody asks for a service that the council provides", "S003-04"),
    _said("It is used to plan services and is not a complaint, unless its writer", "S003-07"),
    _said(
        "They may come by form, email, letter, telephone, counter or social", "S003-25", "S003-10"
    ),
    _said("; best by form.", "S003-25"),
    _said("Every letter that moves a date gives the Ombudsman's details.", "S003-57"),
    _said("is registered as one all the same", "S003-26"),
    _said("Stage 1 ------- Dealt with by the service manager or team leader", "S003-24", "S003-27"),
    _said("Stage 2 ------- Dealt with by the Head of Service or nominated", "S003-24", "S003-36"),
    _said("Stage 3 ------- Dealt with by the Head of Service (role: head)", "S003-24", "S003-46"),
    _said(
        "Told of major and of systemic issues: the head of transformation.", "S003-91", "S003-100"
    ),
    _said("What is shared with another council goes to the lead authority.", "S003-59"),
    _said("Always to the Local Government and Social Care Ombudsman: housing", "S003-49"),
    _said("From 1 October 2021 to 30 September 2022 tenants went through a local", "S003-53"),
]


@pytest.mark.parametrize("words", PAGE)
def test_what_has_no_number_stands_on_the_policys_page(words: str) -> None:
    assert words in page()


@pytest.mark.rows("S003-03")
def test_the_policy_knows_no_step_before_the_formal_one() -> None:
    assert "informal" not in page().lower().replace("informally", "")


@pytest.mark.rows("S003-75")
@pytest.mark.parametrize(
    "way",
    ["large print", "Braille", "coloured paper", "translation", "a sign language interpreter"],
)
def test_the_formats_that_can_be_asked_for_stand_on_the_page(way: str) -> None:
    assert way in page()


@pytest.mark.rows("S003-85")
def test_the_fourteen_examples_of_behaviour_stand_on_the_page() -> None:
    listed = page().partition("What may lead to it:")[2].partition("What may be done:")[0]
    assert listed.count(" - ") == 14
    assert "Takes up too much of the time of staff by long calls" in listed


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> str:
    """What `mailroom check` says of a council that names nobody for the policy's own offices."""
    folder = tmp_path_factory.mktemp("check")
    district_of(folder, reader).town.record.close()
    file = folder / "mailroom.toml"
    head, _, rest = file.read_text().partition("[roles]")
    file.write_text(head + "[roles]\n" + rest[rest.index("[[services]]") :])
    return CliRunner().invoke(main, ["--config", str(file), "check"]).output


@pytest.mark.parametrize(
    "role",
    [
        pytest.param("complaints_manager", marks=pytest.mark.rows("S003-92")),
        pytest.param("complaints_champion", marks=pytest.mark.rows("S003-86", "S003-89")),
        pytest.param("head_of_transformation", marks=pytest.mark.rows("S003-91", "S003-100")),
        pytest.param("leadership_team", marks=pytest.mark.rows("S003-65", "S003-102")),
        pytest.param("customer_contact", marks=pytest.mark.rows("S003-05")),
        pytest.param("hr", marks=pytest.mark.rows("S003-20")),
    ],
)
def test_an_office_that_nobody_has_is_told_by_the_check(without: str, role: str) -> None:
    assert f"roles.{role}: nobody has this role" in without

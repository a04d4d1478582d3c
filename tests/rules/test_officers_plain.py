"""Officers' plain words that can be acted on: letters to the resident, and what is asked of colleagues."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.rules.officers_signature import without_marking
from mailroom.rules.officers_words import Verb
from tests.rules.officers_voices import residents, says

BODY = "The crew had an old list, and I am sorry that nobody told you."
END = "\n\nYours sincerely\n\nSam Lee\nWaste Manager"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"Dear Mrs O'Neill,\n\n{BODY} I uphold your complaint.{END}", "upheld"),
        (f"Dear Ms O’Neill\n\n{BODY}\n\nYour complaint is upheld.{END}", "upheld"),
        (f"Dear Iris\n\n{BODY} I do not uphold your complaint.\n\nKind regards\nSam", "not"),
        (f"Dear Iris O'Neill,\n\n{BODY} I partly uphold it.\n\nRegards,\n\nS Lee", "partly"),
        (f"Hello Iris,\n{BODY}\nDecision: not upheld.\n\nSam Lee", "not"),
        (f"Good morning Mrs O'Neill\n\n{BODY}\nUpheld.\n\nWith best wishes\n\nSam", "upheld"),
        (f"Dear Mrs. O'Neill:\n\n{BODY} We have decided to uphold it.{END}", "upheld"),
        (f"DEAR MRS O'NEILL\n\n{BODY} We are unable to uphold your complaint.{END}", "not"),
        (f"Dear Mrs I O'Neill,\n\n{BODY} I have upheld your complaint in part.{END}", "partly"),
        (f"Dear Mrs O'Neill\n\nFindings\n{BODY}\nConclusion: partially upheld{END}", "partly"),
        (f"Dear Mrs O'Neill\n\n{BODY} It is not upheld, and I know that is hard.{END}", "not"),
        (f"Dear Mrs O'Neill\n\n{BODY} I can't uphold your complaint.{END}", "not"),
        # Which part of it, the letter says; which outcome that makes, an officer is asked.
        (f"Dear Mrs O'Neill\n\n{BODY} I uphold this part.{END}", ""),
        (f"Dear Mrs O'Neill\n\n{BODY} I uphold the complaint that nobody rang.{END}", ""),
    ],
)
def test_a_signed_letter_to_the_resident_that_decides_is_the_answer(
    text: str, outcome: str
) -> None:
    command = says(text)
    assert (command.verb, command.outcome, command.asks) == (Verb.ANSWER, outcome, "")
    assert command.text.split("\n")[0].lower().startswith(("dear", "hello", "good morning"))
    assert "decides" in command.because


@pytest.mark.parametrize(
    "above",
    [
        "Reply for Mrs O'Neill:",
        "Hi both\n\nPlease send the following to Mrs O'Neill today, thanks.",
        "Hi, picking this up for Kit who is away. My reply is below.",
        "Here is our response to the complaint below.\n----------------------------",
        "Could you send this to Mrs O'Neill please?",
    ],
)
def test_what_only_introduces_a_letter_is_cut_off(above: str) -> None:
    command = says(f"{above}\n\nDear Mrs O'Neill\n\n{BODY} I uphold it.{END}")
    assert (command.verb, command.asks) == (Verb.ANSWER, "")
    assert command.text.startswith("Dear Mrs O'Neill")


@pytest.mark.parametrize(
    "below",
    [
        "Ashford Moor Council\nT: 01632 960 400\nwww.ashford.example",
        "(I work Monday to Thursday and alternate Fridays)",
        "Pronouns: she/her\n\n[cid:image001.png@01DA]",
        "*****************\nThis email and any files transmitted with it are confidential and intended solely for the"
        " use of the addressee. Ashford Moor Council may monitor email. Think of the environment before printing.\n"
        "*****************",
        "Town Hall, High Street, Ashford AM1 2AB\n\nClassification: OFFICIAL",
    ],
)
def test_a_signature_and_a_servers_notice_are_no_part_of_the_letter(below: str) -> None:
    command = says(f"Dear Mrs O'Neill\n\n{BODY} I uphold it.{END}\n{below}")
    assert command.asks == ""
    assert command.text.endswith("Yours sincerely\n\nSam Lee\nWaste Manager") or (
        command.text.endswith("Ashford Moor Council")
    )


def test_lines_for_the_record_around_a_letter_are_taken_out_of_it() -> None:
    text = f"Outcome: upheld\n\nDear Mrs O'Neill\n\n{BODY}{END}\n\nLearning: renew the list\nRemedy: an apology"
    command = says(text)
    assert (command.verb, command.outcome, command.asks) == (Verb.ANSWER, "upheld", "")
    assert command.said.learning == "renew the list"
    assert "renew" not in command.text


def test_a_letter_signed_by_a_colleague_is_signed_by_them() -> None:
    command = says(
        f"Dear Mrs O'Neill\n\n{BODY} I uphold it.\n\nYours sincerely\n\nKit Roe\nHead of Environment"
    )
    assert (command.asks, command.said.signed_by) == ("", "Kit Roe")


def test_a_letter_signed_with_a_name_alone_leaves_the_sign_off_to_the_house() -> None:
    command = says(f"Dear Mrs O'Neill\n\n{BODY} I uphold it.\n\nSam Lee\nWaste Manager")
    assert command.text.endswith("I uphold it.")


@pytest.mark.parametrize(
    "marking",
    ["OFFICIAL", "OFFICIAL-SENSITIVE", "[OFFICIAL: SENSITIVE]", "Classification: Official"],
)
def test_who_may_read_a_mail_is_no_word_of_its_writer(marking: str) -> None:
    assert without_marking(f"{marking}\n\nANSWER\n\nDear\n\n{marking}\n") == "ANSWER\n\nDear"
    assert without_marking("This is the official answer") == "This is the official answer"


@pytest.mark.parametrize(
    ("names", "greeting"),
    [
        (("Łukasz Szczepański",), "Dear Mr Szczepanski"),
        (("Tom and Ann Pike",), "Dear Mr and Mrs Pike"),
        (("Mary-Jane de Souza",), "Dear Ms de Souza"),
        (("Dr Amir Khan", "Sara Khan"), "Dear Dr Khan"),
        (("shaz",), "Hi Shaz"),
    ],
)
def test_a_resident_is_known_by_name_however_it_is_written(
    names: tuple[str, ...], greeting: str
) -> None:
    text = f"{greeting},\n\n{BODY} I uphold it.{END}"
    assert says(text, names=residents(*names)).asks == ""


@pytest.mark.parametrize(
    ("text", "until"),
    [
        (
            "I am sorry that I cannot let you have a full reply by Monday 23 February as promised. I wait for the"
            " crew's records, and will reply to you in full by Friday 6 March.",
            date(2026, 3, 6),
        ),
        (
            "This is taking longer than we hoped. You can expect our answer by 3 March.",
            date(2026, 3, 3),
        ),
        (
            "I need more time: the depot has to search its papers. I will write as soon as I can.",
            None,
        ),
        (
            "I am not yet able to give you a reply. I will answer you no later than 2nd of March 2026.",
            date(2026, 3, 2),
        ),
    ],
)
def test_a_letter_that_puts_off_the_answer_is_a_holding_reply(
    text: str, until: date | None
) -> None:
    command = says(f"Dear Mrs O'Neill,\n\n{text}{END}")
    assert (command.verb, command.until, command.asks) == (Verb.HOLDING, until, "")


def test_a_letter_that_asks_for_what_is_needed_is_a_question() -> None:
    text = (
        "Before I can look into this I need to know two things. Which bin was it? And please tell me the"
        " day on which you rang us."
    )
    command = says(f"Dear Mrs O'Neill\n\n{text}{END}")
    assert (command.verb, command.asks) == (Verb.ASK, "")


def test_a_reply_to_a_comment_needs_no_outcome() -> None:
    command = says(f"Hello Iris\n\nThank you. We shall try it from June.{END}", wants_outcome=False)
    assert (command.verb, command.asks) == (Verb.ANSWER, "")


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Please move this one to Kit, it is her area.\n\nSam", "Kit Roe"),
        ("Can you pass this to Dee Fox please? She runs the depot.", "Dee Fox"),
        ("Hi Jo\n\nThis is Pat's, sorry. Thanks\nSam Lee", "Pat Ivy"),
        ("This one is for Parking.", "Parking"),
        ("Pat Ivy has agreed to deal with this.", "Pat Ivy"),
        (
            "Morning. The renewal is fine. It's the cones that she minds and that was Pat Ivy's team in Parking, please"
            " reassign to him.\n\nSam",
            "Pat Ivy",
        ),
        ("Dee runs the depot now. Can you transfer it to her please?", "Dee Fox"),
    ],
)
def test_words_that_give_a_case_to_a_colleague_pass_it_on(text: str, to: str) -> None:
    command = says(text)
    assert (command.verb, command.to, command.asks) == (Verb.PASS_ON, to, "")


@pytest.mark.parametrize(
    "text",
    [
        "This is none of mine, please reassign to them.",
        "Pat and Dee both had a hand in it. Please reassign it to her.",
        "Pat runs Parking, but don't reassign it to him before Monday.",
    ],
)
def test_to_whom_it_is_to_go_is_asked_where_the_words_before_do_not_say(text: str) -> None:
    command = says(text)
    assert command.verb is Verb.PASS_ON
    assert command.asks


def test_a_letter_that_is_to_go_to_her_gives_no_case_to_anybody() -> None:
    assert says("I rang Dee about it. Please send this to her.").verb is not Verb.PASS_ON


@pytest.mark.parametrize("others", ["and fellow plot holders", "and your neighbours", "& family"])
def test_a_letter_may_greet_those_for_whom_the_resident_wrote(others: str) -> None:
    command = says(f"Dear Mrs O'Neill {others}\n\n{BODY} I uphold your complaint.{END}")
    assert (command.verb, command.outcome, command.asks) == (Verb.ANSWER, "upheld", "")


def test_a_letter_that_greets_another_person_besides_is_looked_at() -> None:
    assert says(f"Dear Mrs O'Neill and Mr Hill\n\n{BODY} I uphold your complaint.{END}").asks


def test_what_was_said_face_to_face_is_an_answer_by_word_of_mouth() -> None:
    text = (
        "I went to see Mrs O'Neill at home today and gave her our answer: partly upheld, the list was old. She does"
        " not want a letter.\n\nSam"
    )
    command = says(text)
    assert (command.verb, command.outcome, command.asks) == (Verb.ANSWER, "partly", "")
    assert command.said.channel == "visit"


def test_findings_on_a_complaint_that_nobody_signed_are_kept_as_its_answer() -> None:
    text = "Findings for the file, as there is nobody to write to. The list was old. Complaint upheld.\n\nSam Lee"
    command = says(text, reachable=False, names=residents())
    assert (command.verb, command.outcome, command.asks) == (Verb.ANSWER, "upheld", "")


def test_a_short_mail_with_the_learning_form_returns_it() -> None:
    assert says("Sorry, forgot this. Form attached.\n\nSam", has_form=True).verb is Verb.LEARNING


DOCUMENT = f"Ashford Moor Council\n10 February 2026\n\nDear Mrs O'Neill\n\n{BODY} I uphold your complaint.{END}\n"


def test_a_letter_that_is_attached_is_the_answer_and_the_note_is_not() -> None:
    note = "Reply to Mrs O'Neill attached, signed off by Kit. Please send.\n\nLearning form to follow.\n\nSam"
    document = DOCUMENT.replace("Sam Lee\nWaste Manager", "Kit Roe")
    command = says(note, documents=(document,))
    assert (command.verb, command.outcome, command.asks) == (Verb.ANSWER, "upheld", "")
    assert command.text.startswith("Dear Mrs O'Neill")
    assert command.said.signed_by == "Kit Roe"
    assert "Please send" not in command.text


@pytest.mark.parametrize(
    "text",
    [
        "Response to follow, I am waiting for Kit.",
        "Thanks Jo, will look at it on Monday.",
        "I spoke to Mrs O'Neill this morning and she is fine with next week.",
        "Noted. The crew's manager rings me back tomorrow.",
        "No extension needed, it will be with you on time.",
        "Learning form to come.",
        "Is there a photograph on the file?",
        "Out all day on Thursday, back on Friday.",
    ],
)
def test_other_words_are_a_note_on_the_file(text: str) -> None:
    command = says(text)
    assert (command.verb, command.asks) == (Verb.NOTE, "")


@pytest.mark.parametrize("greeted", ["Mr Clay", "Mr. Clay"])
def test_a_relation_of_the_same_name_is_somebody_else(greeted: str) -> None:
    words = f"Dear {greeted}\n\n{BODY} I have told Miss Clay so. I uphold the complaint.{END}"
    of_him = says(words.replace("Miss Clay", "Mr Clay"), names=residents("Ned Clay"))
    assert says(words, names=residents("Ned Clay")).asks == ""
    assert "as of somebody else" in of_him.asks


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Una - this is Jo's, could you put it across to her please?", True),
        ("This one's Jo's. Can somebody pass it over?", True),
        ("Is this Jo's? Could you tell me?", False),
        ("This is not Jo's, could you give it to Parking instead?", False),
    ],
)
def test_asked_politely_is_asked(text: str, sure: bool) -> None:
    command = says(text)
    if sure:
        assert (command.verb, command.to, command.asks) == (Verb.PASS_ON, "Jo Park", "")
    else:
        assert command.verb is not Verb.PASS_ON or command.asks or command.to != "Jo Park"

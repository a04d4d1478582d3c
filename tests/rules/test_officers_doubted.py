"""Officers' plain words that nobody acts on: a person looks, with the reason in words, and nothing is sent."""

from __future__ import annotations

import pytest

from mailroom.rules.officers_plain import read_plain
from mailroom.rules.officers_words import Verb
from tests.rules.officers_voices import SAM, residents, says

BODY = "The crew had an old list, and I am sorry that nobody told you."
END = "\n\nYours sincerely\n\nSam Lee\nWaste Manager"
LETTER = f"Dear Mrs O'Neill\n\n{BODY} I uphold your complaint.{END}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"Draft for your comments:\n\n{LETTER}", "Draft for your comments"),
        (f"What do you think of this reply?\n\n{LETTER}", "What do you think"),
        (f"Reply below. Can Kit check it before it goes?\n\n{LETTER}", "before it goes"),
        (f"Reply below, please don't send until I have heard from legal\n\n{LETTER}", "send"),
        (f"Response for Mrs O'Neill, once the refund is through:\n\n{LETTER}", "once"),
        (f"Suggested reply below\n\n{LETTER}", "Suggested"),
        (f"She really is a nuisance.\n\n{LETTER}", "words above the letter"),
        (f"Hi\n\n{LETTER}", "words above the letter"),
        (
            f"{LETTER}\n\nJo, the depot is to blame but keep that to ourselves.",
            "below the signature",
        ),
        (f"{LETTER}\n\nPS can you ring me first", "below the signature"),
        (f"{LETTER}\nPlease Hold This Until Friday", "below the signature"),
        (f"Dear Mr Grey\n\n{BODY} I uphold your complaint.{END}", "greets Mr Grey"),
        (f"Dear Sir or Madam\n\n{BODY} I uphold your complaint.{END}", "greets Sir or Madam"),
        (f"Dear Resident\n\n{BODY} I uphold your complaint.{END}", "greets Resident"),
        (
            f"{LETTER}\n\nDear Mr Low\n\n{BODY} I uphold your complaint.{END}",
            "more than one letter",
        ),
        (f"Dear Mrs O'Neill, {BODY} I uphold your complaint.{END}", "line of its own"),
        (f"Dear Mrs O'Neill\n\n{BODY} I uphold it.", "not signed"),
        (f"Dear Mrs O'Neill\n\n{BODY} I uphold it.\n\nYours sincerely\n\nBob Grey", "not signed"),
        (f"Dear Mrs O'Neill\n\n{BODY} We looked at it with care.{END}", "names no outcome"),
        (f"Dear Mrs O'Neill\n\n{BODY} If we uphold it you will hear from us.{END}", "no outcome"),
        (f"Dear Mrs O'Neill\n\n{BODY} Your complaint was upheld at stage one.{END}", "no outcome"),
        (
            f"Dear Mrs O'Neill\n\n{BODY} I uphold your complaint about the bin. I do not uphold your complaint about"
            f" the noise.{END}",
            "one outcome and another",
        ),
        (
            f"Dear Mrs O'Neill\n\n{BODY} I uphold it. A full response will follow by 3 March.{END}",
            "still to come",
        ),
        (f"Dear Mrs O'Neill\n\n{BODY} I uphold it. We shall pay you £XX.{END}", "filled in"),
        (f"Dear Mrs O'Neill\n\n{BODY} The van comes on [date]. I uphold it.{END}", "filled in"),
        (f"Dear Mrs O'Neill\n\n{BODY} TBC. I uphold it.{END}", "filled in"),
        (
            f"Dear Mrs O'Neill\n\n{BODY}\n[internal: check with Bob]\nI uphold it.{END}",
            "colleagues",
        ),
        (
            f"Dear Mrs O'Neill\n\n{BODY}\nNB: the driver is on a warning\n\nI uphold it.{END}",
            "colleagues",
        ),
        (f"Dear Mrs O'Neill\n\n{BODY} Don't tell the resident. I uphold it.{END}", "colleagues"),
        (f"Dear Mrs O'Neill\n\n{BODY} Mrs O'Neill rings daily. I uphold it.{END}", "somebody else"),
        (
            f"Dear Mrs O'Neill\n\n{BODY}\n\nKit - copy to me please\n\nI uphold it.{END}",
            "to a colleague",
        ),
        (
            f"Dear Mrs O'Neill\n\n{BODY} Kit can you ring the depot. I uphold it.{END}",
            "to a colleague",
        ),
        (f"Dear Mrs O'Neill\n\n{BODY}\n@Jo please check\nI uphold it.{END}", "to a colleague"),
        (f"Dear Mrs O'Neill\n\n{BODY}\nHi Jo\nI uphold it.{END}", "more than one letter"),
        ("Dear Mrs O'Neill\n\nUpheld.\n\nSam Lee", "hardly any words"),
        (
            f"Dear Mrs O'Neill\n\n{BODY}\n\nLearning: the list is old\n\nI uphold it, and the van"
            f" will come.{END}",
            "not for the resident",
        ),
        (
            f"Dear Mrs O'Neill\n\nI need more time. I will reply in full by Monday 3 March.{END}",
            "no such weekday",
        ),
        ("Complaint upheld, her bin was missed. Can you write to her?", "no letter"),
    ],
)
def test_a_doubtful_letter_is_never_sent(text: str, why: str) -> None:
    command = says(text)
    assert command.verb in (Verb.ANSWER, Verb.HOLDING)
    assert why in command.asks, command.asks


def test_a_first_name_that_a_colleague_has_as_well_is_doubted() -> None:
    text = f"Hi Una\n\n{BODY} I uphold it.{END}"
    assert "name of a colleague" in says(text, names=residents("Una Firth")).asks


def test_a_letter_is_to_nobody_where_no_resident_is_known() -> None:
    assert "greets Mrs O'Neill" in says(LETTER, names=residents()).asks


def test_words_struck_out_or_highlighted_are_doubted() -> None:
    assert "struck out" in says(LETTER, is_marked=True).asks
    assert says("Please pass this to Kit.", is_marked=True).asks == ""


def test_a_draft_by_its_subject_is_doubted() -> None:
    assert "DRAFT" in says(LETTER, subject="DRAFT RE: Complaint for your response").asks
    # Only the subject's own beginning: what a resident complains about may be a draft.
    assert says(LETTER, subject="RE: Complaint: draft local plan").asks == ""


@pytest.mark.parametrize(
    ("text", "verb", "why"),
    [
        (
            "I need to extend this to Monday 2 March because the supplier is slow.",
            Verb.EXTEND,
            "person tells",
        ),
        ("Can we push it on another fortnight, to the 9th?", Verb.EXTEND, "person tells"),
        ("Could I have more time on this one?", Verb.EXTEND, "until which day"),
        (
            "Please ask Mrs O'Neill which bin, and stop the clock: 1. Which? 2. When?",
            Verb.ASK,
            "written to us",
        ),
        ("I don't think this one is ours to answer.", Verb.OUT_OF_SCOPE, "only a person decides"),
        (
            "It's an insurance claim, so out of scope I'd say. Close it?",
            Verb.OUT_OF_SCOPE,
            "only a person",
        ),
        ("Should this go to Kit? Should I pass this to Kit?", Verb.PASS_ON, "not sure"),
        ("Don't pass this to Kit please.", Verb.PASS_ON, "not sure"),
        ("Please send her a holding reply, I am stuck.", Verb.HOLDING, "no greeting"),
        (
            "I rang her and told her our decision: upheld. Letter to follow.",
            Verb.ANSWER,
            "to be written as well",
        ),
        ("I rang her and told her the outcome.", Verb.ANSWER, "which outcome"),
        ("Our comments went to the Ombudsman today. Copy on the file.", Verb.ANSWER, "Ombudsman"),
    ],
)
def test_words_to_colleagues_that_a_person_has_to_put_right(
    text: str, verb: Verb, why: str
) -> None:
    command = says(text)
    assert command.verb is verb
    assert why in command.asks, command.asks


@pytest.mark.parametrize(
    ("note", "documents", "why"),
    [
        ("Reply attached, please send.", (), ""),
        ("Reply attached, please send.", ("Rounds in January: 6, 13",), "no letter"),
        (
            "Reply attached, please send.",
            (LETTER, LETTER.replace("O'Neill", "Low")),
            "more than one",
        ),
        ("Reply attached, please send.", (LETTER.replace("O'Neill", "Low"),), "greets Mrs Low"),
        ("Draft reply attached, any comments?", (LETTER,), "Draft reply"),
        ("Reply attached. Hold it until Friday.", (LETTER,), "Hold it"),
        ("Reply attached.", (LETTER.replace("I uphold your complaint.", ""),), "no outcome"),
    ],
)
def test_a_document_that_is_not_surely_the_answer_is_not_sent(
    note: str, documents: tuple[str, ...], why: str
) -> None:
    command = says(note, documents=documents)
    assert (
        (why in command.asks and command.verb is Verb.ANSWER)
        if why
        else (command.verb is Verb.NOTE)
    )


def test_two_colleagues_of_one_name_are_told_apart_by_a_person() -> None:
    names = residents("Iris O'Neill")
    twice = (*names.colleagues, "Kit Marsh")
    command = says(
        "Please pass this to Kit.", names=type(names)(names.residents, twice, names.teams)
    )
    assert (command.to, command.asks) == (
        "",
        "to whom it is to go is not sure: Kit Roe or Kit Marsh",
    )


@pytest.mark.parametrize(
    "verb_words", ["I uphold your complaint.", "I will reply in full by 3 March."]
)
def test_quoted_mail_among_a_letters_words_stops_it(verb_words: str) -> None:
    text = f"Dear Mrs O'Neill\n\n{BODY} {verb_words}{END}"
    assert "quoted mail" in read_plain(text, SAM, quoted_inside=True).asks

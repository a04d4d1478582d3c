"""What an officer can do about a case, each with its form: the places to fill in, in words a resident's officer knows.

Which of them are offered, and to whom, is the policy's (`rules.officers_offered`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from mailroom.jobs.by_hand_page import Page
from mailroom.jobs.officers_desk import Offer
from mailroom.rules.officers_words import Verb
from mailroom.rules.officers_written import QUESTION

Choices = list[tuple[str, str]]
When = Callable[[Offer, Page], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """A place to fill in: a `line`, an `area`, a `day`, `radios`, a `choice` or a `tick`.

    `missing` is said where it was left empty; '' where it may be. What is `aside` is folded away.
    """

    name: str
    label: str
    kind: str = "line"
    hint: str = ""
    missing: str = ""
    rows: int = 4
    aside: bool = False
    when: When = lambda _offer, _page: True

    @property
    def id(self) -> str:
        """Its name as a page can link to it."""
        return "place-" + re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked of an officer for one of the things they can do; `papers` says what may be attached."""

    verb: Verb
    title: str
    lead: str
    places: tuple[Place, ...]
    papers: str = ""


def places_of(form: Form, offer: Offer, page: Page) -> tuple[Place, ...]:
    """The places that this case's form has."""
    fields = page.policy.learning.fields
    if form.verb is Verb.LEARNING and fields:
        hint = "“None” is an answer."
        return tuple(Place(one.question + QUESTION, one.question, "area", hint) for one in fields)
    return tuple(one for one in form.places if one.when(offer, page))


def choices_of(form: Form, offer: Offer) -> Mapping[str, Choices]:
    """What each place that lets choose has to choose from."""
    owed = offer.promised if form.verb is Verb.DROP else offer.owed
    people = offer.colleagues if form.verb is Verb.CONSULT else offer.successors
    return {
        "outcome": [("upheld", "Upheld"), ("partly", "Partly upheld"), ("not", "Not upheld")],
        "which": [(one, one) for one in owed],
        "to": list(people),
        "contact": [("", "A note"), ("call", "A call"), ("meeting", "A meeting"), ("visit", "A visit")],
        "channel": [
            ("", "In writing: what I write goes to the resident"),
            ("telephone", "By telephone: what I write is a note of it"),
            ("meeting", "At a meeting"),
            ("visit", "At a visit"),
        ],
        "complexity": [("straightforward", "Straightforward"), ("complex", "Complex")],
    }  # fmt: skip


def missing_in(
    form: Form, places: tuple[Place, ...], given: Mapping[str, str], papers: int
) -> list[tuple[str, str]]:
    """What was left empty or is no day, in words, each with the place it is said of."""
    found = []
    for one in places:
        written = given.get(one.name, "").strip()
        if one.missing and not written and not (one.name == "text" and form.papers and papers):
            found.append((one.id, one.missing))
        if one.kind == "day" and written and not _is_day(written):
            found.append((one.id, "Enter a real date, as 3 March 2026 is 2026-03-03."))
    return found


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _is_complaint(_: Offer, page: Page) -> bool:
    return page.file.case.kind == "complaint"


def _may_speak(offer: Offer, _: Page) -> bool:
    return offer.standing.may_speak


def _asks_how_hard(offer: Offer, _: Page) -> bool:
    return offer.standing.may_speak and offer.standing.speaks_of == "straightforward"


_PROMISED = (
    Place("remedy", "Remedies", "area",
          "One a line: an apology. Of money: £50, by 3 March 2026, Jo Hill, allowed by Kit Roe.", rows=2),
    Place("action", "What will be done", "area",
          "One a line, with its day and who does it: a new bin, by 3 March 2026, Jo Hill.", rows=2),
)  # fmt: skip
_LEARNT = (
    Place("learning", "What the council learns from it", "area", rows=2, aside=True),
    Place("cause", "What lay behind it", "line", "For the record; the resident does not read it.", aside=True),
    Place("recommendation", "What should change", "area", "One a line. For the record.", rows=2, aside=True),
)  # fmt: skip
_OUTCOME = Place("outcome", "Outcome", "radios", when=_is_complaint)
_READ_BY_RESIDENT = "The resident reads this as you write it."

_ALL = (
    Form(Verb.ACCEPT, "Accept it", "You deal with this case.", (
        Place("points", "What it is about", "area", "A line for each point, where you want them kept."),
        Place("text", "Note", "line", "For the file."),
    )),
    Form(Verb.ANSWER, "Answer it",
         "The answer goes to the resident, and a copy to the coordinators. The clock of this stage stops.", (
        Place("text", "Your answer", "area",
              f"From the greeting to your name. {_READ_BY_RESIDENT} Leave it empty to send the letter that you"
              " attach.", "Write the answer, or attach it as a Word or PDF document.", rows=14),
        _OUTCOME,
        *_PROMISED,
        Place("channel", "How you gave it", "radios", when=_may_speak),
        Place("complexity", "The complaint is", "radios", "The policy lets only a straightforward one be answered by"
              " word of mouth.", when=_asks_how_hard),
        *_LEARNT,
        Place("signed_by", "Signed by", "line", "The whole name, where somebody else than you signs.", aside=True),
        Place("in_absence_of", "In the absence of", "line", aside=True),
        Place("to_all", "One report to everybody whose complaints were put together", "tick",
              when=lambda _, page: bool(page.group)),
    ), papers="Documents that go with it (Word, PDF, pictures), or the letter itself"),
    Form(Verb.HOLDING, "Say that it takes longer", "The resident is told why, and until when.", (
        Place("text", "Your words to the resident", "area", _READ_BY_RESIDENT, "Write what the resident is to read.",
              rows=8),
        Place("until", "Until", "day"),
    )),
    Form(Verb.EXTEND, "Extend the time", "The date of the answer moves, and the resident is told why.", (
        Place("until", "New date of the answer", "day", "", "Enter the new date."),
        Place("text", "Why", "area", _READ_BY_RESIDENT, "Write why more time is needed.", rows=6),
        Place("good_reason", "The good reason for more than the policy's time", "line",
              when=lambda offer, _: offer.standing.further_for_good_reason),
    )),
    Form(Verb.ASK, "Ask the resident", "Your question goes to the resident. Where the policy allows it, the clock"
         " stands still until they reply.", (
        Place("text", "Your question", "area", _READ_BY_RESIDENT, "Write the question.", rows=8),
        Place("until", "Please reply by", "day"),
    )),
    Form(Verb.UPDATE, "Write to the resident how it stands", "News for the resident; it is no answer.", (
        Place("text", "Your words to the resident", "area", _READ_BY_RESIDENT, "Write what the resident is to read.",
              rows=8),
    ), papers="Documents that go with it"),
    Form(Verb.PASS_ON, "Pass it on, or name a stand-in", "They answer it; you stay accountable.", (
        Place("to", "To whom", "choice", "", "Choose somebody."),
        Place("text", "What they should know", "area"),
    )),
    Form(Verb.CONSULT, "Ask a colleague", "They are sent the complaint and your question. You go on answering for it,"
         " and the clock runs on.", (
        Place("to", "Whom", "choice", "", "Choose somebody."),
        Place("text", "Your question", "area", "", "Write what you ask.", rows=6),
    )),
    Form(Verb.OUT_OF_SCOPE, "Propose to refuse it", "A coordinator decides. Nothing goes to the resident, and the"
         " clock runs on.", (
        Place("text", "Why the policy does not cover it", "area", "", "Write your reasons.", rows=6),
    )),
    Form(Verb.NOTE, "Note a call, a meeting, or anything else", "Kept on the file; nothing goes to the resident.", (
        Place("contact", "It was", "radios"),
        Place("text", "What was said", "area", "", "Write the note.", rows=6),
    ), papers="Documents for the file"),
    Form(Verb.CONCERN, "Raise a concern", "It goes to whoever is above you, for advice.", (
        Place("text", "What the concern is", "area", "", "Write what the concern is.", rows=6),
    )),
    Form(Verb.RECORD, "Record what was still wanted", "For the record; nothing goes to the resident.",
         (_OUTCOME, *_PROMISED, *_LEARNT)),
    Form(Verb.LEARNING, "Return the learning form", "Nothing of it goes to the resident.", (
        Place("text", "What was learnt", "area", "“None” is an answer.", "", rows=6),
    ), papers="The form as a document, in place of the answers"),
    Form(Verb.DONE, "Mark as done", "Something that is owed on this case is done.", (
        Place("which", "What", "choice", "", "Choose what is done."),
        Place("text", "Note", "area", "What is asked to be noted with it, and when it was done."),
    )),
    Form(Verb.DROP, "A remedy cannot be done", "Where the policy says so, the resident is told.", (
        Place("which", "Which", "choice", "", "Choose which."),
        Place("text", "Why", "line", "", "Write why it cannot be done."),
        Place("instead", "What there is instead", "line"),
    )),
    Form(Verb.CLOSE, "Close it", "It is closed if it has all that the policy asks for.", ()),
)  # fmt: skip
FORMS: Mapping[Verb, Form] = {one.verb: one for one in _ALL}
# Of what a coordinator has an act of their own for on the page, nothing is offered twice.
OWN_ACTS = frozenset(
    (
        *(Verb.NOTE, Verb.UPDATE, Verb.PASS_ON, Verb.OUT_OF_SCOPE, Verb.DONE, Verb.DROP),
        *(Verb.CLOSE, Verb.ACCEPT, Verb.RECORD, Verb.CONCERN),
    )
)

"""What a person may do about a case on its page, in one table: title, form, who and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mailroom.acts.referrals import DECLINE, INVESTIGATE, REFER_BACK
from mailroom.desk import case_doing as doing
from mailroom.desk.case_forms import Act, Field, Options
from mailroom.house import House
from mailroom.jobs.by_hand_page import Page
from mailroom.rules.policy_terms import FLAGS
from store.states import CaseStatus


def _is_open(page: Page) -> bool:
    return page.file.case.status is CaseStatus.OPEN


def _is_closed(page: Page) -> bool:
    return page.file.case.status is CaseStatus.CLOSED


def _is_answered(page: Page) -> bool:
    return page.file.stages[-1].answered_at is not None


def _people(house: House, _: Page) -> Options:
    return {
        "email": [
            (email, f"{one.person.name}, {one.person.title or one.roles[0].role}")
            for email, one in sorted(
                house.config.directory.items(), key=lambda each: each[1].person.name
            )
        ]
    }


def _grounds(_: House, page: Page) -> Options:
    return {"exclusion": [(one.code, one.title) for one in page.policy.exclusions]}


def _owed(_: House, page: Page) -> Options:
    promised = [one for one in page.remedies if not one.done_at and not one.dropped_at]
    return {
        "which": [(str(one.id), one.what) for one in promised],
        "became": [("done", "It is done"), ("dropped", "It cannot be done")],
    }


def _duties(_: House, page: Page) -> Options:
    return {
        "which": [
            (str(one.id), f"{one.holder_name}: {one.words[:90]}")
            for one in page.duties
            if not one.done_at
        ]
    }


def _fixed(**choices: tuple[tuple[str, str], ...]) -> Callable[[House, Page], Options]:
    return lambda _house, _page: {name: list(many) for name, many in choices.items()}


_RULINGS = ((INVESTIGATE, "Look into it"), (REFER_BACK, "Refer it back"), (DECLINE, "Decline it"))
_RESULTS = (("upheld", "Upheld"), ("partly", "Partly upheld"), ("not", "Not upheld"))
_WHY = Field("why", "Why")
_HOW = (
    ("", "as it is"),
    ("telephone", "By telephone"),
    ("counter", "At a counter"),
    ("letter", "By letter"),
)

_ALL = (
    Act(
        "note",
        "Note a call, a visit, or anything else",
        (Field("words", "What was said", "area"), Field("channel", "How", "choice")),
        doing.note,
        choices=_fixed(channel=_HOW),
    ),
    Act(
        "assign",
        "Give it to somebody else",
        (
            Field("email", "To whom", "choice"),
            Field("agreed", "Of a contractor: with whom it was agreed"),
        ),
        doing.assign,
        _is_open,
        _people,
    ),
    Act(
        "update",
        "Write to the resident how it stands",
        (Field("words", "Your words", "area"),),
        doing.update,
        _is_open,
    ),
    Act(
        "outcome",
        "Record what came of it",
        (
            Field("result", "Outcome", "choice"),
            Field(
                "remedy",
                "Promised to the resident",
                "area",
                "One a line: £50 allowed by Jo Hill; none where nothing is owed",
            ),
            Field(
                "action",
                "What will be done",
                "area",
                "One a line: new bin, by 3 March 2026, Kit Roe",
            ),
            Field("learning", "What the council takes from it", "area"),
        ),
        doing.outcome,
        _is_answered,
        _fixed(result=_RESULTS),
    ),
    Act(
        "decide",
        "Decide on the wish to go further",
        (
            Field("ruling", "Decision", "choice"),
            Field("why", "Why, as they will read it", "area"),
            Field("reason", "To decline: the policy's reason"),
            Field("to", "To refer back: to whom"),
            Field("recommend", "To refer back: what you recommend"),
        ),
        doing.decide,
        lambda page: page.file.stages[-1].number > 1 and not _is_answered(page),
        _fixed(ruling=_RULINGS),
    ),
    Act(
        "remedy",
        "What was promised: done, or dropped",
        (
            Field("which", "What", "choice"),
            Field("became", "What became of it", "choice"),
            Field("why", "Why it cannot be done, as they will read it"),
            Field("instead", "What there is instead"),
        ),
        doing.remedy,
        lambda page: any(not one.done_at and not one.dropped_at for one in page.remedies),
        _owed,
    ),
    Act(
        "duty",
        "What is owed: done",
        (Field("which", "What", "choice"), Field("note", "Note")),
        doing.duty,
        lambda page: any(not one.done_at for one in page.duties),
        _duties,
    ),
    Act(
        "consent",
        "Permission to act for the complainant",
        (Field("given", "Permission", "choice"), Field("why", "What shows it")),
        doing.consent,
        lambda page: len(page.file.parties) > 1,
        _fixed(given=(("given", "Was given"), ("ended", "Has ended"))),
    ),
    Act(
        "adjust",
        "How somebody needs to be written or spoken to",
        (Field("words", "What was agreed"), Field("discussed", "When it was agreed", "day")),
        doing.adjust,
    ),
    Act(
        "write_by",
        "Write to them by post, or by email",
        (
            Field("how", "From now on", "choice"),
            Field(
                "address",
                "Postal address, if it is another",
                hint="14 Pound Close, Fenbridge FB4 7QT",
            ),
            Field("email", "Address for email, if it is another"),
            Field("needs", "In which form", hint="large print, plain text"),
            _WHY,
        ),
        doing.write_by,
        choices=_fixed(how=(("post", "By post"), ("email", "By email"))),
    ),
    Act(
        "flag",
        "Mark it",
        (Field("flag", "As", "choice"), _WHY),
        doing.flag,
        choices=_fixed(flag=tuple((one, one.replace("_", " ")) for one in sorted(FLAGS))),
    ),
    Act(
        "join",
        "Look into it together with another",
        (Field("other", "The other case's reference"),),
        doing.join,
        _is_open,
    ),
    Act(
        "informal",
        "What came of the try to settle it at once",
        (
            Field("came_of_it", "It was", "choice"),
            Field("why", "What was agreed, or why it did not do"),
        ),
        doing.informal,
        lambda page: page.file.case.informal_until is not None,
        _fixed(came_of_it=(("settled", "Settled"), ("formal", "Not settled: the formal way"))),
    ),
    Act(
        "offer",
        "Ask whether it is meant as a complaint",
        (Field("words", "Words of yours besides", "area"),),
        doing.offer,
        lambda page: page.file.case.kind != "complaint",
    ),
    Act(
        "confirm",
        "They say that it is a complaint",
        (Field("on", "The day they said so", "day"), Field("how", "How they said it")),
        doing.confirm,
        lambda page: page.file.case.kind != "complaint",
    ),
    Act(
        "refuse",
        "Not taken up after all",
        (
            Field("exclusion", "The policy's ground", "choice"),
            Field("why", "Your reason, for the record"),
            Field("evidence", "What shows it"),
            Field("say", "Words of yours in the letter", "area"),
            Field("part", "What is looked into all the same"),
            Field("contact", "How to reach whoever deals with it"),
        ),
        doing.refuse,
        lambda page: _is_open(page) and not _is_answered(page),
        _grounds,
    ),
    Act(
        "take-up",
        "Take it up after all",
        (Field("exclusion", "In spite of", "choice"), Field("allowed_by", "Who allowed it"), _WHY),
        doing.take_up,
        lambda page: page.file.case.closing == "refused",
        _grounds,
    ),
    Act(
        "ombudsman",
        "The Ombudsman's view or decision has come",
        (Field("what", "What", "choice"), Field("words", "What it says, with its day")),
        doing.ombudsman,
        lambda page: page.policy.external_stage is not None,
        _fixed(what=(("view", "A provisional view"), ("decision", "A decision"))),
    ),
    Act("reopen", "Open it again", (_WHY,), doing.reopen, _is_answered),
    Act("withdraw", "They want no more of it", (), doing.withdraw, _is_open),
    Act(
        "close",
        "Close it",
        (Field("why", "Why", hint="Empty: it was answered, and has all that the policy wants"),),
        doing.close,
        lambda page: not _is_closed(page),
    ),
)
ACTS: Mapping[str, Act] = {one.name: one for one in _ALL}

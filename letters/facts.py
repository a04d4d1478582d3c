"""What a letter may know: the shape of its facts, which of them may be left out, and what stands
for one that is absent.

A group that is `None` (a letter without a case, a case without an owner) reads as `ABSENT`: it is
false, and all within it is `None`. So a template may say `{% if owner %}` or print `owner.phone`
and neither ever shows the word None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Absent:
    """Stands for a group of facts that there is not: false, and empty whatever is asked of it."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def get(self, _name: str, default: object = None) -> object:
        """As a mapping that has nothing."""
        return default


ABSENT = Absent()

# What a policy can ask of a letter that the Ombudsman's address answers.
OMBUDSMAN_PARTS = frozenset(("ombudsman", "ombudsman_any_time", "ombudsman_last"))

EXTERNAL_STAGE = 3  # in every policy read so far; a case may say otherwise

# Facts that a caller may leave out, by group; '' is the top of the facts. What is left out is None,
# or ABSENT where it is a group.
OPTIONAL: dict[str, tuple[str, ...]] = {
    # notes: paragraphs of a policy's own for this letter (what a stage looks at, who else can help,
    # who else is told). links: mailto: addresses for an officer, by verb. asked: the parts that the
    # policy wants of this letter, by the names of letters.parts. sections: further lists of the
    # daily word, each a mapping of title, lines and more.
    "": (
        *("notes", "links", "escalation", "feedback", "closing", "older", "learning", "documents"),
        *("survey", "due", "asked", "status", "offer", "collective", "copy", "sections"),
    ),
    # by_post: the letter goes on paper, to somebody without an address for email; address: the
    # council's own, a line each.
    "recipient": ("by_post",),
    "council": ("address",),
    # desired_outcome: what the resident asks for, in their words; not_ours: what of it others must
    # answer, and who they are; external: the council answers an ombudsman (by itself: stage 3).
    # understanding, points: the complaint as we define it, in words or as a list; questions: what we
    # would like cleared up; adjustments: how the resident wishes to hear from us.
    "case": (
        *("external", "desired_outcome", "not_ours", "subject", "flags"),
        *("understanding", "points", "questions", "adjustments", "answered_on"),
        "channel",
    ),
    # ombudsman_from, ombudsman_by: the first and last day on which the Ombudsman can be asked;
    # update_by: when we write again if there is no new date for the answer.
    "dates": ("ombudsman_from", "ombudsman_by", "update_by"),
    # ombudsman_here: the policy wants (True) or forbids (False) the Ombudsman's address on this
    # letter; None: the letter's own rule. learning_form: no answer is complete without it.
    # designated_person: who may take it to the Ombudsman; nomination: how to nominate a colleague;
    # share_words: what to do with praise; complain_how: how to complain.
    "policy": (
        *("ombudsman_here", "designated_person", "learning_form", "nomination", "reopen_months"),
        *("share_words", "complain_how"),
    ),
    # outcome: 'upheld', 'partly' or 'not'; actions: mappings of what, by (a date) and who; copy_of:
    # whom the letter went to, where this is the file's copy; on_behalf_of: a person or office;
    # learning: what the council takes from it; nothing_learnt: that it takes nothing from it; spoken:
    # how ('telephone', 'meeting', 'visit') and on which day it was given by word of mouth, which the
    # letter only confirms.
    "response": (
        *("outcome", "remedies", "actions", "officer_name", "officer_title", "copy_of"),
        *("on_behalf_of", "learning", "nothing_learnt", "spoken"),
    ),
    "holding": ("officer_name", "officer_title", "new_due", "reason"),
    "extension": ("officer_name", "officer_title", "previous_due"),
    # refusal: True for a complaint that is not taken, False for a request; None: as the case's kind
    # says. passed_on: whoever deals with it has it already. partial: what of the complaint we still
    # look into. ombudsman_review: False where the policy does not say that the Ombudsman may look at
    # the refusal. otherwise: the policy's own words for where there is nowhere else to go.
    "signpost": (
        *("reason", "refusal", "where", "contact", "passed_on", "partial"),
        *("ombudsman_review", "otherwise", "text"),
    ),
    # resumed: the resident has replied, and our time for the answer runs again; answered: we have
    # answered, and no date is to come; withdrawn: the complaint is closed at the resident's wish.
    "update": ("from_name", "received_on", "text", "resumed", "answered", "withdrawn"),
    # pauses: our time for the answer stands still until the resident replies; reminder_of: the day
    # on which it was asked before.
    "question": ("officer_name", "officer_title", "answer_by", "pauses", "reminder_of"),
    # to_writer: the letter goes to whoever wrote for somebody (True, None) or to that somebody.
    "consent": ("form_enclosed", "to_writer", "person_name", "writer_name"),
    "bounce": ("letter", "reason"),
    # words: what has happened; do: what somebody should do about it, a line each.
    "alert": ("words", "do"),
    "doubted": ("came", "why", "in_your_name"),
    # done, wrong: lists of sentence parts; with anything wrong, nothing was done. wanted: what the
    # policy still asks for, a sentence part each. kept: it was only put on the file.
    "receipt": ("done", "wrong", "remedy", "words", "command", "wanted", "kept"),
    # news: 'provisional' for the Ombudsman's provisional view, 'final' for the decision.
    # pack: how everything on the case is put together, for whoever may have it so.
    "notice": ("reply_by", "their_reference", "from_name", "text", "news", "pack"),
    "held": ("link", "received_on", "from_name", "from_email", "subject", "number"),
    # tells_how: the letter says how to complain.
    "survey": ("questions", "reply_by", "tells_how"),
    # What was said where there is no case, or in place of the case's summary.
    "feedback": ("from_name", "from_email", "received_on", "text"),
    "escalation": ("text", "received_on"),
    "closing": ("reason", "text", "on"),
    "older": ("reference", "answered_on"),
    # questions: words, or mappings with a question; first: the form is sent, not asked for again;
    # gate: False where a missing form does not keep the case open.
    "learning": ("due_on", "questions", "first", "gate"),
    # on: the day a reminder fell due; duty: what the policy says is owed by then.
    "due": ("on", "duty"),
    # line: the case in a line, in place of its particulars; wants_note: what is to be noted;
    # bars: 'answering', 'closing' or 'restricting' until it is done; told: nothing is owed.
    "duty": ("due_on", "line", "wants_note", "link", "bars", "told"),
    # recommended: it carries out what was recommended, and nobody promised it to the resident; agreed:
    # it was agreed with them before any answer.
    "remedy": (
        *("by", "late", "why", "instead", "instead_by", "promised_on", "owner_name", "amount"),
        *("recommended", "agreed"),
    ),
    "refusal": ("title", "words", "partial"),
    "declined": ("where", "contact"),
    # inside: the letter goes to those who are to look again, and not to the resident.
    "referred": ("to", "words", "inside"),
    "informal": ("until", "text"),
    # survey: what they said came in a survey.
    "offer": ("words", "survey"),
    "status": ("answered_on", "closed_on", "waiting_for", "words"),
    # points: what all of it is about; report: the common report; personal: what is one's own.
    "collective": ("points", "report", "personal"),
    # what: 'complaint' (or nothing), 'draft' or 'outcome'; text: what was released to them.
    "staff": ("what", "text", "comment_by", "manager", "outcome", "words"),
    "copy": ("text", "subject", "sent_on"),
    # to_resident: the letter tells the resident; else it goes to the other council. passed_on: False
    # where what they wrote stays here, and they write to the other council themselves.
    "transfer": ("authority", "contact", "to_resident", "passed_on"),
    "restriction": (
        *("name", "person", "reasons", "behaviours", "measures", "from_on", "review_on", "lifted"),
        *("appeal", "no_appeal", "spoc", "warned_on", "policy_words"),
    ),
    "systemic": ("title", "count", "since", "lines", "more", "words"),
    # services: of which services it is, where not of all; cadence: how often it comes.
    "report": ("services", "cadence", "published", "anonymous"),
    # lines: what waits, a line each; more: how many beside those.
    "queue": ("oldest_on", "lines", "more"),
    "late": ("count", "lines", "more"),
}
GROUPS = frozenset(OPTIONAL) - {""} | {"council", "recipient", "owner", "links"}
_ABSENT_TOP: dict[str, Any] = {name: ABSENT if name in GROUPS else None for name in OPTIONAL[""]}
_LEFT_OUT: dict[str, dict[str, None]] = {
    group: dict.fromkeys(names) for group, names in OPTIONAL.items() if group
}

FactPath = tuple[str, ...]


def is_optional(path: FactPath) -> bool:
    """Whether a caller may leave this fact out."""
    group, name = ("", path[0]) if len(path) == 1 else (path[0], path[1])
    return name in OPTIONAL.get(group, ()) or (len(path) > 1 and group not in GROUPS)


def known_facts(facts: Mapping[str, object]) -> dict[str, Any]:
    """The facts as a template sees them: `extra` spread out, what may be left out filled in, ABSENT
    for a missing group.
    """
    known = dict(_ABSENT_TOP)
    extra = facts.get("extra")
    for source in (extra if isinstance(extra, Mapping) else {}, facts):
        for name, value in source.items():
            known[name] = _known_group(name, value) if name in GROUPS else value
    _place_ombudsman(known)
    return known


def _place_ombudsman(known: dict[str, Any]) -> None:
    """A letter that is asked for the Ombudsman's address has it, unless the facts forbid it."""
    policy = known.get("policy")
    asked = known.get("asked")
    if asked and isinstance(policy, dict) and policy["ombudsman_here"] is None:
        policy["ombudsman_here"] = True if not OMBUDSMAN_PARTS.isdisjoint(asked) else None


def _known_group(name: str, value: object) -> object:
    if value is None:
        return ABSENT
    if not isinstance(value, Mapping):
        return value
    known: dict[str, object] = {**_LEFT_OUT.get(name, {}), **value}
    if name == "case" and known.get("external") is None:
        known["external"] = known.get("stage") == EXTERNAL_STAGE
    if name == "policy" and known.get("ombudsman", ABSENT) is None:
        known["ombudsman"] = ABSENT
    return known


def missing_facts(needed: Iterable[FactPath], known: Mapping[str, object]) -> list[str]:
    """Which of the needed facts are not there, as dotted names; one that is None is there."""
    return [".".join(path) for path in needed if not _is_there(path, known)]


def _is_there(path: FactPath, known: object) -> bool:
    for name in path:
        if not isinstance(known, dict):
            return True  # an absent group lacks nothing; what a value offers the template finds out
        if name not in known:
            return False
        known = known[name]
    return True

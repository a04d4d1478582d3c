"""What a letter may know: the shape of its facts, which of them may be left out, and what stands for one that is absent.

A group that is `None` (a letter without a case, a case without an owner) reads as `ABSENT`: it is false, and all within it is
`None`. So a template may say `{% if owner %}` or print `owner.phone` and neither ever shows the word None.
"""

from __future__ import annotations

from collections.abc import Mapping
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

# Facts that a caller may leave out, by group; '' is the top of the facts. What is left out is None, or ABSENT where it is a group.
OPTIONAL: dict[str, tuple[str, ...]] = {
    # notes: paragraphs of a policy's own for this letter (what a stage looks at, who else can help, who else is told).
    "": (
        "notes",
        "links",
        "escalation",
        "feedback",
        "closing",
        "older",
        "learning",
        "documents",
        "survey",
    ),
    "recipient": ("on_behalf_of",),
    # desired_outcome: what the resident asks for, in their words; not_ours: what of it others must answer, and who they are.
    "case": ("desired_outcome", "not_ours", "subject", "flags"),
    # ombudsman_from, ombudsman_by: the first and the last day on which the Ombudsman can be asked.
    "dates": ("ombudsman_from", "ombudsman_by", "update_by"),
    # ombudsman_here: the policy wants (True) or forbids (False) the Ombudsman's address on this letter; None: the letter's own rule.
    # learning_form: an answer is not complete without its learning form; nomination: how to nominate a colleague for praise.
    "policy": (
        "ombudsman_here",
        "designated_person",
        "learning_form",
        "nomination",
        "reopen_months",
    ),
    # outcome: 'upheld', 'partly' or 'not'; actions: mappings of what, by (date) and who.
    "response": ("outcome", "remedies", "actions", "officer_name", "officer_title"),
    "holding": ("officer_name", "officer_title", "new_due"),
    "extension": ("officer_name", "officer_title"),
    # refusal: True for a complaint that is not taken, False for a request passed on; None: as the case's kind says.
    "signpost": ("reason", "refusal", "where", "contact"),
    "update": ("from_name", "received_on"),
    "question": ("officer_name", "officer_title", "answer_by", "pauses"),
    "consent": ("form_enclosed", "to_writer"),
    "bounce": ("letter", "reason"),
    "receipt": ("done", "wrong", "remedy", "words"),
    "notice": ("reply_by", "their_reference", "from_name", "text"),
    "held": ("link", "received_on", "from_name", "from_email", "subject"),
    "survey": ("questions", "reply_by"),
    "feedback": ("from_name", "from_email", "received_on", "text", "subject"),
    "escalation": ("text", "received_on"),
    "closing": ("reason", "text", "on"),
    "older": ("answered_on",),
    "learning": ("due_on",),
}
GROUPS = frozenset(
    (
        "council",
        "recipient",
        "case",
        "owner",
        "dates",
        "policy",
        "response",
        "holding",
        "extension",
        "signpost",
        "update",
        "links",
    )
    + (
        "bounce",
        "older",
        "question",
        "consent",
        "receipt",
        "notice",
        "held",
        "survey",
        "feedback",
        "escalation",
        "closing",
        "learning",
    )
)
_ABSENT_TOP: dict[str, Any] = {name: ABSENT if name in GROUPS else None for name in OPTIONAL[""]}
_LEFT_OUT: dict[str, dict[str, None]] = {
    group: dict.fromkeys(names) for group, names in OPTIONAL.items() if group
}

Path = tuple[str, ...]


def is_optional(path: Path) -> bool:
    """Whether a caller may leave this fact out."""
    group, name = ("", path[0]) if len(path) == 1 else (path[0], path[1])
    return name in OPTIONAL.get(group, ()) or (len(path) > 1 and group not in GROUPS)


def known_facts(facts: Mapping[str, object]) -> dict[str, Any]:
    """The facts as a template sees them: `extra` spread out, what may be left out filled in, ABSENT for a missing group."""
    known = dict(_ABSENT_TOP)
    extra = facts.get("extra")
    for source in (extra if isinstance(extra, Mapping) else {}, facts):
        for name, value in source.items():
            known[name] = _known_group(name, value) if name in GROUPS else value
    return known


def _known_group(name: str, value: object) -> object:
    if value is None:
        return ABSENT
    if not isinstance(value, Mapping):
        return value
    known: dict[str, object] = {**_LEFT_OUT.get(name, {}), **value}
    if name == "policy" and known.get("ombudsman") is None:
        known["ombudsman"] = ABSENT
    return known


def missing_facts(paths: frozenset[Path], known: Mapping[str, object]) -> list[str]:
    """Which of the facts that a letter names are not there at all, as dotted names; one that is None is there."""
    return sorted(
        ".".join(path) for path in paths if not is_optional(path) and not _is_there(path, known)
    )


def _is_there(path: Path, known: object) -> bool:
    for name in path:
        if not isinstance(known, Mapping):
            return True  # an absent group lacks nothing, and what a value offers is for the template to find out
        if name not in known:
            return False
        known = known[name]
    return True

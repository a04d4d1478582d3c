"""What changes for people where one policy takes the place of another: clause by clause, in words. Pure.

Neither policy is the right one; read the other way round, the same lines tell the way back.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import LearningField
from mailroom.rules.policy_clauses import Override
from mailroom.rules.policy_diff_words import (
    NOTHING,
    SECTIONS,
    Audience,
    label_of,
    place_of,
    said,
    timed,
)
from mailroom.rules.policy_duties import Note, Required, When
from mailroom.rules.policy_page_words import WIDTH, listed, spoken
from mailroom.rules.policy_scope import Road
from mailroom.rules.policy_stages import Notice, Progress, Stage

_Path = tuple[str, ...]
# Of the file, not of the policy.
_NOT_COMPARED = frozenset(("name", "digest"))
# Below this both values stand in one line.
_SHORT = 64
KEPT = (
    "Cases that are open now are not affected: a case keeps the policy that it was opened under until it "
    "is closed. What stands here holds for cases opened once the new file is in use."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise in the second policy; `before` or `after` is None where the clause is only in one."""

    audience: Audience
    section: str
    label: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        """In one line: "answer: 10 working days of receipt -> 10 working days of the acknowledgement"."""
        if self.before is None:
            return f"{self.label}: new: {self.after}"
        if self.after is None:
            return f"{self.label}: no longer: {self.before}"
        return f"{self.label}: {self.before} -> {self.after}"


def differences(before: Policy, after: Policy) -> tuple[Difference, ...]:
    """Everything that changes from one policy to the other: by whom it concerns, then by section."""
    found = []
    for path, old, new in _compare(before, after, ()):
        section, audience = place_of(path)
        found.append((path, Difference(audience, section, label_of(path), old, new)))
    audiences, order = [*Audience], [*SECTIONS]

    def rank(item: tuple[_Path, Difference]) -> tuple[int, int, str]:
        path, one = item
        table = order.index(path[0]) if path[0] in order else len(order)
        return audiences.index(one.audience), table, one.section

    return tuple(one for _, one in sorted(found, key=rank))


def diff_page(before: Policy, after: Policy) -> str:
    """The differences as a page; "No difference." where there is none."""
    found = differences(before, after)
    if not found:
        return "No difference."
    lines = [f"{_titled(before)}\n  -> {_titled(after)}"]
    audience, section = None, None
    for one in found:
        if one.audience is not audience:
            audience, section = one.audience, None
            lines.append(f"\n{audience}\n{'=' * len(audience)}")
        if one.section != section:
            section = one.section
            lines.append(f"\n{section}")
        lines.append(_line(one))
    lines.append("\n" + textwrap.fill(KEPT, WIDTH))
    return "\n".join(lines)


def _titled(policy: Policy) -> str:
    return f"{policy.name}: {policy.title} ({policy.council}; {policy.version})"


def _line(one: Difference) -> str:
    long = max(len(one.before or ""), len(one.after or "")) > _SHORT
    if not long or one.before is None or one.after is None:
        return _filled(f"- {one}", 2)
    return "\n".join(
        (
            _filled(f"- {one.label}:", 2),
            _filled(f"before: {one.before}", 6),
            _filled(f"after: {one.after}", 6),
        )
    )


def _filled(words: str, indent: int) -> str:
    margin = " " * indent
    return textwrap.fill(words, WIDTH, initial_indent=margin, subsequent_indent=f"{margin}  ")


def _compare(
    before: BaseModel | None, after: BaseModel | None, path: _Path
) -> Iterator[tuple[_Path, str | None, str | None]]:
    """Each key that differs below; a table that is only in one policy is compared with what holds without it."""
    clause = before if before is not None else after
    if clause is None:
        return
    model = type(clause)
    for key, field in model.model_fields.items():
        if (key in _NOT_COMPARED and not path) or key == "anchor":
            continue
        default = field.get_default(call_default_factory=True)
        default = None if default is PydanticUndefined else default
        old = getattr(before, key) if before is not None else default
        new = getattr(after, key) if after is not None else default
        at = (*path, key)
        if key in ("within", "after") and "anchor" in model.model_fields:
            old_words, new_words = (
                timed(one, key) if one is not None else NOTHING for one in (before, after)
            )
            if old_words != new_words:
                yield at, old_words, new_words
        elif old != new:
            yield from _changed(old, new, at)


def _changed(old: object, new: object, at: _Path) -> Iterator[tuple[_Path, str | None, str | None]]:
    if isinstance(old, BaseModel) or isinstance(new, BaseModel):
        found = [*_compare(_table(old), _table(new), at)]
        yield from found
        if not found:  # its keys all say what holds without it: that it is there is what is new
            there, here = (None if one is None else "in force" for one in (old, new))
            yield at, there, here
    elif isinstance(old, Mapping) and isinstance(new, Mapping) and _worded(old, new):
        yield from _listings(tuple(old), tuple(new), at) if [*old] != [*new] else ()
    elif (left := _named(old)) is not None and (right := _named(new)) is not None:
        yield from _items(left, right, at)
    elif isinstance(old, tuple) and isinstance(new, tuple) and max(len(old), len(new)) > 1:
        yield from _listings(old, new, at)
    else:
        yield at, said(old, at), said(new, at)


def _table(value: object) -> BaseModel | None:
    return value if isinstance(value, BaseModel) else None


def _worded(old: Mapping[object, object], new: Mapping[object, object]) -> bool:
    """Whether these are parts of a letter: which there are is what counts, not the rows that ask for them."""
    return all(isinstance(one, str) for one in (*old.values(), *new.values()))


def _listings(
    old: tuple[object, ...], new: tuple[object, ...], at: _Path
) -> Iterator[tuple[_Path, str | None, str | None]]:
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    if gone:
        yield at, said(tuple(gone), at), None
    if come:
        yield at, None, said(tuple(come), at)


def _named(value: object) -> dict[str, BaseModel] | None:
    """The items of a list of tables, or of tables under headings, by what each is called; None for other values."""
    if isinstance(value, Mapping):
        found = {str(key): one for key, one in value.items() if isinstance(one, BaseModel)}
        return found if len(found) == len(value) else None
    if isinstance(value, tuple) and all(isinstance(one, BaseModel) for one in value):
        return _numbered(one for one in value if isinstance(one, BaseModel))
    return None


def _numbered(clauses: Iterable[BaseModel]) -> dict[str, BaseModel]:
    """Clauses by name; the second of a name is called so."""
    seen: Counter[str] = Counter()
    named = {}
    for one in clauses:
        name = _name(one)
        seen[name] += 1
        named[name if seen[name] == 1 else f"{name} ({seen[name]})"] = one
    return named


def _name(clause: BaseModel) -> str:
    match clause:
        case Progress(name=name) | Notice(who=name) | LearningField(key=name):
            return name
        case Note(on=letter) | Required(letter=letter):
            return f"{letter}{_conditions(clause)}"
        case Override(services=services) | Road(services=services):
            return listed(services)
        case _:
            return str(getattr(clause, "code", None) or getattr(clause, "name", ""))


def _conditions(clause: When) -> str:
    stages = [f"stage {number}" for number in clause.stages]
    wanted = [*stages, *clause.flags, *clause.services, *clause.outcomes, *clause.exclusions]
    kinds = [] if clause.kinds == ("complaint",) else [*clause.kinds]
    words = [spoken(str(one)) for one in (*kinds, *wanted)]
    return f" [{', '.join(words)}]" if words else ""


def _items(
    old: Mapping[str, BaseModel], new: Mapping[str, BaseModel], at: _Path
) -> Iterator[tuple[_Path, str | None, str | None]]:
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield (*at, name), _summary(old[name]), None
        elif name not in old:
            yield (*at, name), None, _summary(new[name])
        else:
            yield from _compare(old[name], new[name], (*at, name))


def _summary(clause: BaseModel) -> str:
    """What a clause that is only in one policy is about."""
    if isinstance(clause, Stage):
        by = f"answered by the {clause.owner_title}"
        return f"{by}, {timed(clause.response, 'within')}" if clause.response else by
    if isinstance(clause, Required):
        return said(clause.parts)
    for key in ("title", "words", "question", "where", "name", "ombudsman"):
        if found := getattr(clause, key, None):
            return str(found)
    return "in force"

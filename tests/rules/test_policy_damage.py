"""However a policy file is damaged, it gives faults in words, or a policy that can be read: never another exception."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mailroom.errors import PolicyFault
from mailroom.rules.policy import Policy, find_policies, read_policy
from mailroom.rules.policy_diff import diff_page
from mailroom.rules.policy_lint import lint_page
from mailroom.rules.policy_page import page

FILES = {
    **find_policies(),
    "one-stage": Path(__file__).parents[1] / "policies" / "one-stage.toml",
}
NAMES = st.sampled_from(sorted(FILES))
CALM = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ODD = st.sampled_from(
    [
        "7", "-1", "0", "true", '""', '"x"', "[]", "[1]", "[[]]", "{}", '{ a = "b" }', "1e400", "nan", "2026-01-01",
        "12:00:00", "2026-01-01T00:00:00Z", '["x", 2]', '[{ a = 1 }, "b"]', "0x" + "f" * 5000, '"9999 months"',
        '"0 working days"', '"\\u0000"', "[" * 90 + "]" * 90, '"complaint"', '["complaint"]', "'''\n[stages.1]\n'''",
    ]
)  # fmt: skip


@cache
def text_of(name: str) -> str:
    return FILES[name].read_text()


@cache
def sound() -> Policy:
    return read_policy(text_of("one-stage").encode(), "one-stage")


def tried(raw: bytes) -> None:
    """Read it; what was read can be shown, compared and looked at by the Codes."""
    for kept in (True, False):
        policy, told = read(raw, kept=kept)
        assert (policy is None) == bool(re.search(r"line \d+, ", told))
    if policy is not None:
        assert page(policy)
        assert diff_page(sound(), policy)
        assert lint_page(policy)
        policy.ombudsman_for("waste", "housing", date(2026, 2, 3))
        assert policy.last_stage >= 1


def read(raw: bytes, *, kept: bool) -> tuple[Policy | None, str]:
    """The policy, or what is told of its faults."""
    try:
        return read_policy(raw, "tried", kept=kept), ""
    except PolicyFault as fault:
        return None, str(fault)


@CALM
@given(NAMES, st.data())
def test_bytes_cut_out(name: str, data: st.DataObject) -> None:
    raw = text_of(name).encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(start + 3000, len(raw))))
    tried(raw[:start] + raw[end:])


@CALM
@given(NAMES, st.binary(max_size=40), st.data())
def test_bytes_put_in(name: str, junk: bytes, data: st.DataObject) -> None:
    raw = text_of(name).encode()
    at = data.draw(st.integers(0, len(raw)))
    tried(raw[:at] + junk + raw[at:])


def keyed(name: str) -> list[int]:
    """The lines that begin with a key and its value in one line."""
    return [
        n
        for n, line in enumerate(text_of(name).splitlines())
        if re.match(r"[a-z_]+ = \S", line) and not line.rstrip().endswith(("[", "{"))
    ]


@CALM
@given(NAMES, st.data())
def test_a_value_of_another_kind(name: str, data: st.DataObject) -> None:
    lines = text_of(name).splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        n = data.draw(st.sampled_from(keyed(name)))
        lines[n] = f"{lines[n].partition(' = ')[0]} = {data.draw(ODD)}"
    tried("\n".join(lines).encode())


@CALM
@given(NAMES, st.data())
def test_values_swapped(name: str, data: st.DataObject) -> None:
    lines = text_of(name).splitlines()
    one, two = (data.draw(st.sampled_from(keyed(name))) for _ in range(2))
    (key, _, value), (other, _, worth) = (lines[n].partition(" = ") for n in (one, two))
    lines[one], lines[two] = f"{key} = {worth}", f"{other} = {value}"
    tried("\n".join(lines).encode())


@CALM
@given(NAMES, st.text(min_size=1, max_size=12), st.data())
@example("one-stage", "²", None)
def test_keys_and_headings_renamed(name: str, new: str, data: st.DataObject | None) -> None:
    text = text_of(name)
    words = sorted(set(re.findall(r"(?m)^\[?\[?([a-z_]+|stages\.\d)\b", text)))
    old = data.draw(st.sampled_from(words)) if data is not None else "stages.1"
    quoted = '"' + re.sub(r'["\\\x00-\x1f\x7f]', "_", new) + '"'
    renamed = f"stages.{quoted}" if old.startswith("stages.") else quoted
    tried(
        re.sub(rf"(?m)^(\[?\[?){re.escape(old)}\b", lambda m: m[1] + renamed, text).encode(
            "utf-8", "replace"
        )
    )


@CALM
@given(NAMES, st.data())
def test_lines_lost_and_doubled(name: str, data: st.DataObject) -> None:
    lines = text_of(name).splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        n = data.draw(st.integers(0, len(lines) - 1))
        lines[n : n + 1] = data.draw(st.sampled_from([[], [lines[n]] * 2]))
    tried("\n".join(lines).encode())


@CALM
@given(st.binary(max_size=200))
@example(b"a = " + b"[" * 5000)
@example(b"a = " + b"9" * 5000)
@example(b"stages = 1\nduties = [1, {}]\nexclusions = {}\nreview = []\nkinds = 2026-01-01")
@example(b"[stages.99999999999999]\n[stages.0]\n[stages.-1]")
@example(b"valid_from = 2026-01-01T00:00:00\nvalid_to = 2025-01-01T00:00:00Z\n[stages]")
def test_any_bytes_at_all(raw: bytes) -> None:
    tried(raw)


def test_the_lines_that_are_spoilt_are_keys() -> None:
    for name in FILES:
        assert len(keyed(name)) > 40
        tomllib.loads(text_of(name))

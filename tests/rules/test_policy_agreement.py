"""Clauses of a policy that do not go together: each told with its key, its line and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from letters.compose import letter_names
from mailroom.rules.policy import built_in_folder, check_policy
from mailroom.rules.policy_terms import FLAGS, LETTERS
from mailroom.rules.vocabulary_flags import FLAGS as READ_FLAGS

PLAIN = (Path(__file__).parents[1] / "policies" / "one-stage.toml").read_text()
HOUSING = (built_in_folder() / "south-cambs-corporate.toml").read_text()


def faults_in(text: str, folder: Path) -> list[str]:
    file = folder / "tried.toml"
    file.write_text(text)
    return [str(fault) for fault in check_policy(file)[1]]


DUTY = '\n[[duties]]\nname = "d1"\non = "registered"\nholder = "owner"\nwords = "Look."\n'
NOTE = '\n[[notes]]\non = "response"\nwords = "Thank you."\n'
ASKED = '\n[[required]]\nletter = "response"\nparts = { outcome = "House" }\n'
EXCLUSION = (
    '\n[[exclusions]]\ncode = "moon"\ntitle = "The moon"\nreason = "Not ours."\nwhere = "Up."\n'
)

# What is added to a sound file, the key at fault, and what is said of it.
ADDED = [
    (DUTY + DUTY, "duties", "there is another 'd1' above"),
    (DUTY + "stages = [3]\n", "stages", "there is no stage 3 (there are: 1, 2)"),
    (DUTY + 'flags = ["vulnerabel"]\n', "flags", "'vulnerabel'; is 'vulnerable' meant?"),
    (DUTY + 'kinds = ["nomination"]\n', "kinds", "no kind is registered 'nomination'"),
    (DUTY + 'exclusions = ["mon"]\n' + EXCLUSION, "exclusions", "'mon'; is 'moon' meant?"),
    (DUTY + 'unless = ["safegarding"]\n', "unless", "is 'safeguarding' meant?"),
    (DUTY + 'every = "0 working days"\n', "every", "without end"),
    (DUTY.replace("registered", "restricted"), "on", "this can never begin"),
    (DUTY.replace("registered", "informal"), "on", "this can never begin"),
    (DUTY.replace("registered", "answered") + 'bars = "answering"\n', "bars", "no answer left"),
    (DUTY + 'bars = "restricting"\n', "bars", "only a duty on 'restricted'"),
    (DUTY.replace('"owner"', '"cordinator"'), "holder", "is 'coordinator' meant"),
    (DUTY.replace('"Look."', '" "'), "words", "what is the reader to be told?"),
    (DUTY + 'valid_from = 2026-02-01\nvalid_to = 2026-01-01\n', "valid_to", "before valid_from"),
    (NOTE.replace("response", "respons"), "on", "'respons'; is 'response' meant?"),
    (ASKED.replace("response", "refusal"), "letter", "no letter has the name 'refusal'"),
    (ASKED.replace("outcome =", "outcom ="), "outcom", "is 'outcome' meant?"),
    (ASKED.replace('"House"', '"because"'), "outcome", 'as "S004-46, CODE-38", or "House"'),
    (ASKED.replace('{ outcome = "House" }', "{}"), "parts", "no part is named"),
    (EXCLUSION + EXCLUSION, "code", "there is another 'moon' above"),
    (EXCLUSION.replace('"Up."', '""'), "where", "say where to go instead"),
    (EXCLUSION.replace('"Not ours."', '""'), "reason", "this is empty"),
    ('\n[services]\nseveral = "agreed"\n', "several", "'agreed' by whom?"),
    ('\n[services]\nagreed_by = ["head"]\n', "agreed_by", "only with several = 'agreed'"),
    ('\n[services]\nseveral = "agreed"\nagreed_by = ["head", "head"]\n', "agreed_by", "twice"),
    ('\n[designation]\nreview_within = "6 months"\nreviewed_by = "x"\n'
     'measures = [{ code = "a", words = "b" }]\n', "measures", "nobody decides on these"),
    ('\n[designation]\nreview_within = "6 months"\nreviewed_by = "x"\nno_appeal = true\n'
     'appeal_role = "head"\n', "no_appeal", "there is no appeal, and appeal_role hears it"),
    ('\n[[reports]]\nname = "r"\ntitle = "R"\ncadence = "annual"\nreaders = []\nblocks = ["volume"]\n',
     "readers", "who reads it?"),
    ('\n[[reports]]\nname = "r"\ntitle = "R"\ncadence = "yearly"\nreaders = ["x"]\n'
     'blocks = ["volum"]\n', "blocks", "is 'volume' meant?"),
    ('\n[policy_complaints]\nmany = 0\nwithin = "12 months"\nrefer_to = "head"\n', "many", "at least 1"),
    ('\n[policy_complaints]\nmany = 3\nwithin = "12 months"\nrefer_to = "head"\n',
     "policy_complaints", "'policy_complaint' is not among the kinds"),
    ('\n[annual_submission]\nlarge_from_homes = 1\nlarge_due_month = 9\nlarge_due_day = 31\n'
     'small_within = "6 months"\n', "large_due_day", "this month ends on day 30"),
    ('\n[surveys]\nquestoins = ["x"]\n', "questoins", "is 'questions' meant?"),
    ('\n[learning]\nstages = [4]\n', "stages", "there is no stage 4"),
    ('\n[informal]\nwithin = "0 hours"\n', "within", "whole number of days"),
]  # fmt: skip


@pytest.mark.parametrize(("added", "key", "words"), ADDED)
def test_what_does_not_agree_is_told(added: str, key: str, words: str, tmp_path: Path) -> None:
    found = [fault for fault in faults_in(PLAIN + added, tmp_path) if words in fault]
    assert len(found) == 1, faults_in(PLAIN + added, tmp_path)
    assert key in found[0].split(": ")[0]
    line = int(found[0].split()[1].rstrip(","))
    assert line > len(PLAIN.splitlines()), "told of a line that was sound"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('owner_role = "manager"', 'owner_role = "manager"\ndelegates = ["manager"]', "owns the stage"),
        ('owner_role = "manager"', 'owner_role = "manager"\nsenior = true', "no stage before"),
        ('owner_role = "manager"', 'owner_role = "manager"\nspoken_when = "always"', "written = false"),
        ("[stages.1]", "[stages.01]", "a stage is named by its number"),
        ("[stages.1]", "[stages.99999999999999999999]", "a stage is named by its number"),
        ("[stages.1]", '[stages."²"]', "a stage is named by its number"),
        ('kinds = ["complaint"', 'kinds = [] # ["complaint"', "'complaint' must be among"),
        ("count = 2", "count = 0", "at least 1"),
    ],
)  # fmt: skip
def test_what_does_not_go_with_a_stage_is_told(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    assert old in PLAIN
    assert any(words in fault for fault in faults_in(PLAIN.replace(old, new, 1), tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"copy", "learning_form"]', '"copy"]', "'learning_form' must be among these"),
        ('when = "learning_form" ', 'when = "outcome_recorded" ', "asks for 'outcome' among"),
        ('learning_form = "gate" ', 'learning_form = "task" ', "then learning_form must be 'gate'"),
        ("learning.fields]]", "learning.feilds]]", "the learning form has no questions"),
        ('exceptions = "age_only"', 'exceptions = "none"', "refusal.exceptions is 'none'"),
    ],
)
def test_closing_and_refusing_say_one_thing(old: str, new: str, words: str, tmp_path: Path) -> None:
    assert old in HOUSING
    assert any(words in fault for fault in faults_in(HOUSING.replace(old, new), tmp_path))


def test_a_policy_of_no_stage_is_told(tmp_path: Path) -> None:
    start, end = PLAIN.index("[stages.1]"), PLAIN.index("[reminders]")
    text = PLAIN[:start] + "[stages]\n" + PLAIN[end:]
    assert any("no stage of its own" in fault for fault in faults_in(text, tmp_path))


def test_a_line_inside_braces_is_found(tmp_path: Path) -> None:
    was = 'kinds = [{ code = "apology", words = "an apology", needs_date = false }]'
    now = 'kinds = [\n  { code = "a", words = "b" },\n  { code = "a", word = "c" },\n]'
    text = PLAIN.replace(was, now)
    found = faults_in(text, tmp_path)
    line = text.splitlines().index('  { code = "a", word = "c" },') + 1
    assert [fault for fault in found if fault.startswith(f"line {line}, remedies.kinds.2.word")]
    assert [fault for fault in found if fault.startswith(f"line {line}, remedies.kinds.2.code")]


def test_the_letters_a_policy_can_name_are_those_that_can_be_written() -> None:
    assert set(LETTERS) == set(letter_names())


def test_every_flag_that_mail_is_read_for_is_known_to_policies() -> None:
    assert {sign.label for sign in READ_FLAGS} <= FLAGS

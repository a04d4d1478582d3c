"""The house rules as tests: where a line may live, how long it may be, what it may touch.

Each failure lists file, line and rule, so that whoever broke one can mend it without asking.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.libraries import INSTALLED_AS, LIBRARIES, NEVER_IMPORTED

ROOT = Path(__file__).parents[1]
ROOMS = ("mailroom", "parsers", "letters", "store")
# The longest function that still fits the eye, and the longest module (design: "Conventions").
FUNCTION_LINES = 50
MODULE_LINES = 350

# Words that say nothing of the trade; a name with one of them wants a better one.
EMPTY_WORDS = ("base", "common", "data", "helper", "info", "manager", "processor", "util")
# `service` means a service of the council and nothing else: these are about it.
OF_A_COUNCIL = {"ServiceConfig", "ServiceWords", "Services"}

# One place a job, or where a library's own bugs are walled in; each with its reason.
EXCEPT_EXCEPTION: dict[str, str] = {
    "mailroom/jobs/pack_child.py:_open": "five libraries raise what they like on a bad file; it has no pages then",
    "mailroom/jobs/diary.py:_look": "the job's one place: a case fails alone",
    "mailroom/jobs/dispatch.py:_record": "the job's one place: a letter's fate is noted whatever its case",
    "mailroom/jobs/handle.py:_handle_batch": "the job's one place: a message fails alone",
    "mailroom/jobs/round.py:run_job": "a job that breaks is told; the other jobs go on",
    "parsers/addresses.py:_read_with_mail_parser": "mail-parser: five kinds of error on bad fields",
    "parsers/authentication.py:_ask_library": "authres on what strangers write; no verdict is a value",
    "parsers/documents/opening.py:read_bytes": "six libraries raise what they like on a bad file",
    "parsers/html.py:_lay_out": "inscriptis on hostile HTML; the plain walk takes over",
    "parsers/message.py:_read_inside": "a mail inside a mail; the outer one is still read",
    "parsers/message.py:_any_date": "mail-parser on hostile dates; no date is a value",
    "parsers/outlook.py:unwrap": "readers of Outlook's own formats; the wrapping stays a file then",
    "parsers/secondopinion.py:ask_mail_parser": "mail-parser on what we found no words in",
    "parsers/proposals.py:propose_cut": "mail-parser-reply on hostile texts; nothing is cut then",
    "parsers/reports.py:_ask_flufl": "flufl.bounce on broken reports; our own reading stands",
}


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file the repository keeps or would keep, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git checkout: the files the repository keeps are not known")
    names = (Path(os.fsdecode(name)) for name in listed.stdout.split(b"\0") if name)
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


@cache
def trees(*rooms: str) -> dict[str, ast.Module]:
    """The Python modules of some rooms, parsed, by their path."""
    found = (name for name in kept_files() if name.suffix == ".py" and name.parts[0] in rooms)
    return {str(name): ast.parse((ROOT / name).read_bytes()) for name in found}


def agreed(faults: Iterator[str] | list[str]) -> None:
    """Fail with every fault on a line of its own."""
    told = sorted(faults)
    assert not told, f"{len(told)} broken rules\n" + "\n".join(told)


def ran(*command: str) -> None:
    """Fail with what a tool of this environment printed, where it finds a fault."""
    tool = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_has_nothing_to_say() -> None:
    ran("ruff", "check", "--output-format=concise")


def test_the_code_is_formatted() -> None:
    ran("ruff", "format", "--check")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_type_holds() -> None:
    ran("mypy")


def test_rooms_know_only_the_rooms_below_them() -> None:
    ran("lint-imports", "--no-cache")


def test_no_function_is_longer_than_fits_the_eye() -> None:
    functions = (
        (path, node, (node.end_lineno or 0) - node.lineno + 1)
        for path, tree in trees(*ROOMS, "bench", "tests").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    agreed(
        f"{path}:{node.lineno} {node.name} has {lines} lines, at most {FUNCTION_LINES}"
        for path, node, lines in functions
        if lines > FUNCTION_LINES
    )


def test_no_module_is_longer_than_one_idea() -> None:
    counted = (
        (path, len((ROOT / path).read_text().splitlines()))
        for path in trees(*ROOMS, "bench", "tests")
    )
    agreed(
        f"{path} has {lines} lines, at most {MODULE_LINES}"
        for path, lines in counted
        if lines > MODULE_LINES
    )


def test_every_module_says_what_it_is_for() -> None:
    agreed(
        f"{path} has no docstring"
        for path, tree in trees(*ROOMS, "bench", "tests").items()
        if not ast.get_docstring(tree)
    )


def _words(name: str) -> set[str]:
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")
    return {word.removesuffix("s") for word in apart.split("_")}


def test_names_say_something_of_the_trade() -> None:
    named = [(path, word) for path in trees(*ROOMS) for word in Path(path).with_suffix("").parts]
    named += [
        (f"{path}:{node.lineno}", node.name)
        for path, tree in trees(*ROOMS).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name not in OF_A_COUNCIL
    ]
    empty = {*EMPTY_WORDS, "service"}
    agreed({f"{at} {name}: an empty word" for at, name in named if _words(name) & empty})


# Dotted names that read the clock; a call of `now` on a Clock is what everybody should do.
_CLOCK = re.compile(
    r"(datetime\.)?(datetime|date|dt)\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime|ctime)"
    r"|func\.(now|current_\w+)|pd\.Timestamp\.now"
)
_CHANCE = re.compile(r"random\.(?!Random$)\w+|uuid\.uuid[14]|uuid[14]|os\.urandom")


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def test_only_the_clock_reads_the_clock() -> None:
    agreed(
        f"{path}:{call.lineno} {name}() reads the clock: take a time or a Clock as an argument"
        for path, tree in trees(*ROOMS).items()
        for call, name in _calls(tree)
        if _CLOCK.fullmatch(name) and path != "mailroom/clock.py"
    )


def test_rules_know_of_the_clock_only_where_the_council_is() -> None:
    agreed(
        f"{path}:{node.lineno} takes {alias.name} from the clock: time is an argument"
        for path, tree in trees("mailroom").items()
        if path.startswith("mailroom/rules/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "mailroom.clock"
        for alias in node.names
        if alias.name != "LONDON"
    )


def test_chance_is_an_argument_too() -> None:
    agreed(
        f"{path}:{call.lineno} {name}() cannot be replayed: take the chance as an argument"
        for path, tree in trees(*ROOMS).items()
        for call, name in _calls(tree)
        # A command is where chance comes in and is handed on.
        if not path.startswith("mailroom/commands/")
        and (_CHANCE.fullmatch(name) or (name.endswith("Random") and not call.args))
    )


def test_values_never_change() -> None:
    agreed(
        f"{path}:{node.lineno} {node.name}: a value is a frozen dataclass"
        for path, tree in trees(*ROOMS).items()
        if path.startswith(("mailroom/rules/", "parsers/", "letters/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for decorator in map(ast.unparse, node.decorator_list)
        if decorator.startswith(("dataclass", "dataclasses.dataclass"))
        # What works behind a leading underscore may change while it works.
        and "frozen=True" not in decorator
        and not node.name.startswith("_")
    )


def _catches_all(node: ast.ExceptHandler) -> bool:
    return node.type is None or bool(re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)))


def test_whatever_may_go_wrong_is_caught_at_known_places_only() -> None:
    found = {
        f"{path}:{function.name}"
        for path, tree in trees(*ROOMS).items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ExceptHandler) and _catches_all(node)
    }
    agreed(
        [f"{place} catches Exception and is not listed" for place in found - {*EXCEPT_EXCEPTION}]
        + [f"{place} is listed and catches nothing" for place in {*EXCEPT_EXCEPTION} - found]
    )


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        yield from ((getattr(node, "lineno", 0), name.partition(".")[0]) for name in names)


def _libraries_used() -> Iterator[tuple[str, int, str]]:
    for path, tree in trees(*ROOMS).items():
        for line, name in _imported(tree):
            if name not in sys.stdlib_module_names and name not in ROOMS:
                yield path, line, name


def test_each_library_is_known_to_one_room_only() -> None:
    agreed(
        f"{path}:{line} imports {name}, which belongs to {LIBRARIES.get(name, 'nobody')}"
        for path, line, name in _libraries_used()
        if not path.startswith(LIBRARIES.get(name, ()))
    )


def test_what_is_imported_is_required_and_what_is_required_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    listed = [*project["dependencies"], *extras["outlook"], *extras["postgres"]]
    required = {re.split(r"[\[<>=; ]", one)[0].replace(".", "-") for one in listed}
    imported = {INSTALLED_AS.get(name, name) for _, _, name in _libraries_used()}
    agreed(
        [f"{name} is imported and not required" for name in imported - required]
        + [f"{name} is required and not imported" for name in required - imported - NEVER_IMPORTED]
    )


# With a letter in brackets each, so that this file does not break its own rule.
_REGISTRIES = r"pyp[i]\.org|pythonhoste[d]|registry\.npmj[s]|/op[t]/(pypi|wheels)"
_THIS_MACHINE = r"(?<![\w.])/(wor[k]/|roo[t]/|hom[e]/(?!mailroom)\w+/|tm[p]/\w+/)"


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    told = re.compile(f"{_REGISTRIES}|{_THIS_MACHINE}")
    agreed(
        f"{name}:{number} {found[0]}"
        for name in kept_files()
        for number, line in enumerate((ROOT / name).read_text(errors="replace").splitlines(), 1)
        if (found := told.search(line))
    )


@pytest.mark.slow
def test_the_wheel_holds_templates_policies_and_migrations(tmp_path: Path) -> None:
    for name in kept_files():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True, timeout=100)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == {str(name) for name in kept_files() if name.parts[0] in ROOMS}
    for pattern in ("letters/templates/", "mailroom/policies/", "store/migrations/versions/"):
        assert any(name.startswith(pattern) for name in packed), f"nothing of {pattern}"
    agreed(_branding(zipfile.ZipFile(wheel)))


def _branding(wheel: zipfile.ZipFile) -> list[str]:
    """What only GOV.UK itself may show: its typeface, the crown, its logo (licence of the Design System)."""
    broken = []
    for name in wheel.namelist():
        if name.endswith((".woff", ".woff2", ".ttf", ".otf", ".ico", ".eot")):
            broken.append(f"{name} is a typeface or an icon")
        if name.endswith((".css", ".js", ".html", ".svg")) and "/desk/" in name:
            text = wheel.read(name).decode().lower()
            found = [one for one in ("gds transport", "@font-face", "crown", "url(") if one in text]
            broken += [f"{name} names {one}" for one in found]
    return broken

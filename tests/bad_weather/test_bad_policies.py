"""A bad policy file among good ones: told at the start, passed over where nothing uses it, and never a stop at work."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

from mailroom.rules.policy import find_policies
from tests.bad_weather.town import Town

GOOD = find_policies()["south-cambs-2021"].read_text()
OWN = ('default = "south-cambs-2021"', 'default = "own"\nfolder = "policies"')


def policies(town: Town, **texts: str) -> None:
    """The council's own policy files."""
    (town.folder / "policies").mkdir(exist_ok=True)
    for name, text in texts.items():
        (town.folder / "policies" / f"{name}.toml").write_text(text)


def test_a_bad_file_that_nothing_uses_is_told_and_passed_over(town: Town) -> None:
    policies(town, own=GOOD, draft="title = 7\n[[[\n", older=GOOD.replace("10 working", "10"))
    (town.folder / "policies" / "folder.toml").mkdir()
    (town.folder / "policies" / "gone.toml").symlink_to("nowhere.toml")
    town.change(OWN)
    town.complain("una")
    said = town.round()
    assert "1 new, 1 handled" in said
    for name in ("draft", "older", "folder", "gone"):
        assert f"policy='{name}'" in said, name
    checked = town.run("check").output
    assert "ok   policies: own: " in checked
    assert "draft.toml has faults:" in checked
    assert checked.count("Nothing uses this policy: it is passed over.") == 4
    assert "WRONG" not in checked


def test_every_fault_of_every_file_in_use_is_told_at_the_start(town: Town) -> None:
    policies(town, own=GOOD.replace("10 working days", "10 days"), homes="title = 7\n")
    town.change(OWN)
    town.change(('folder = "policies"', 'folder = "policies"\nby_service = { waste = "homes" }'))
    for command in ("round", "check"):
        said = town.run(command, code=1).output
        assert "own.toml has faults:" in said
        assert "homes.toml has faults:" in said
        assert "Traceback" not in said


def test_a_file_that_turns_bad_while_a_case_is_open_costs_it_nothing(town: Town) -> None:
    policies(town, own=GOOD)
    town.change(OWN)
    town.complain("una")
    town.round()
    # Another policy is named, and the old file is spoilt: Una's case has its text in the record.
    policies(town, own="title = 7\n", other=GOOD)
    town.change(('default = "own"', 'default = "other"'))
    town.complain("bob")
    assert "1 new, 1 handled, 0 failed" in town.round()
    assert town.letters_to("bob") == 1
    assert "under the removed text of the policy 'own'" in town.run("check").output


def test_no_file_that_turns_bad_stops_the_daemon(town: Town) -> None:
    policies(town, own=GOOD, other=GOOD)
    town.change(OWN)
    daemon = town.start("run")
    town.complain("una")
    until(lambda: town.letters_to("una") == 1)
    policies(town, own="[[[\n", other="title = 7\n")
    (town.folder / "policies" / "new.toml").write_bytes(b"\xff\x00")
    town.complain("bob")
    until(lambda: town.letters_to("bob") == 1)
    assert daemon.poll() is None
    daemon.send_signal(signal.SIGTERM)
    town.end(daemon)


def until(there: Callable[[], bool]) -> None:
    """Wait for what the daemon does, for a minute at most."""
    end = time.monotonic() + 60
    while not there():
        assert time.monotonic() < end
        time.sleep(0.1)

"""How the daemon behaves: it starts and says so, hears mail at once, stops when told, and refuses in words."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.end_to_end.correspondence import write
from tests.end_to_end.daemons import COLD, ROOT, Signs
from tests.end_to_end.mailbag import Mail, mailbag
from tests.end_to_end.people import RESIDENT, STORY
from tests.end_to_end.town import Town, town
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.fixture
def place(
    dovecot: Dovecot, smtp_server: SmtpServer, sqlite_url: str, tmp_path: Path
) -> Iterator[Town]:
    """Servers and a configuration; nobody at work yet."""
    with town(tmp_path, dovecot, smtp_server, sqlite_url) as made:
        yield made


def a_mail(number: int = 1) -> Mail:
    """A complaint of this moment."""
    at = datetime.now(UTC)
    return Mail(write(RESIDENT, f"Complaint {number}: missed bin", STORY, at=at), at, ("feedback",))


def command(config: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A command run to its end, from a cold start."""
    line = [*COLD, "--config", str(config), *args]
    return subprocess.run(
        line,
        cwd=ROOT,
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def words_of(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that failed said: words, never a traceback."""
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    return done.stderr


def test_from_a_cold_start_to_the_answer_and_a_stop_in_good_order(
    place: Town, tmp_path: Path
) -> None:
    """The real program: READY=1 and WATCHDOG=1 to a real socket, a mail answered through IDLE, SIGTERM, exit 0."""
    signs = Signs(tmp_path, "cold")
    env = os.environ | {"NOTIFY_SOCKET": str(signs.place), "WATCHDOG_USEC": "2000000"}
    line = [*COLD, "--config", str(place.config), "run"]
    with (tmp_path / "cold.log").open("wb") as log:
        began = time.monotonic()
        daemon = subprocess.Popen(line, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            signs.wait_for("READY=1")
            ready = time.monotonic() - began
            signs.wait_for("WATCHDOG=1", 5)
            time.sleep(3)  # the first, short IDLE is over
            dropped = time.monotonic()
            place.post([a_mail()])
            place.wait_for_a_letter(10)
            answered = time.monotonic() - dropped
            place.wait_until_settled(10)
            told = time.monotonic()
            daemon.send_signal(signal.SIGTERM)
            assert daemon.wait(15) == 0
            stopped = time.monotonic() - told
        finally:
            daemon.kill()
            daemon.wait()
    print(
        f"cold start to ready {ready:.1f} s; mail answered in {answered:.2f} s; stopped in {stopped:.2f} s"
    )
    assert answered < 5
    assert stopped < 5
    signs.wait_for("STOPPING=1", 1)
    signs.close()
    assert b"Traceback" not in (tmp_path / "cold.log").read_bytes()


def test_a_stop_in_the_middle_of_a_slow_dispatch_waits_for_one_letter_only(place: Town) -> None:
    place.smtp.misbehaviour.data_seconds = 0.7
    place.post(mailbag()[:20])
    life = place.nursery.start()
    place.wait_for_a_letter(20)
    assert life.stop() < 6
    assert life.code == 0
    before = len(place.smtp.taken)
    assert before < 20
    place.smtp.misbehaviour.data_seconds = 0
    life = place.nursery.start()
    place.wait_until_settled(30)
    assert life.stop() < 6
    identities = [one.raw.partition(b"Message-ID:")[2][:80] for one in place.smtp.taken]
    assert len(set(identities)) == len(identities), "a letter went out twice"


def test_a_stop_is_heard_at_any_moment(place: Town) -> None:
    """Also while it starts, and between one look at the signal and the next wait."""
    slowest = 0.0
    for number in range(20):
        life = place.nursery.start()
        time.sleep(number * 0.02)
        slowest = max(slowest, life.stop(20))
        assert life.code == 0
    print(f"slowest stop {slowest:.2f} s")
    assert slowest < 6


def test_a_second_daemon_on_the_same_file_is_refused_in_words(place: Town) -> None:
    first = place.nursery.start()
    assert "Another mailroom daemon" in words_of(command(place.config, "run"))
    assert "Another mailroom daemon" in words_of(command(place.config, "run", "--instance", "b"))
    assert first.alive
    first.kill()
    place.nursery.start().stop()


def test_a_database_one_migration_behind_is_refused_in_words(place: Town, sqlite_url: str) -> None:
    file = sqlite_url.removeprefix("sqlite:///")
    with sqlite3.connect(file) as conn:
        conn.execute("DELETE FROM alembic_version")
    conn.close()
    for args in (["run"], ["round"], ["status"]):
        said = words_of(command(place.config, *args))
        assert "migrat" in said
        assert "mailroom migrate" in said


def test_a_database_that_is_not_there_is_refused_in_words(place: Town, sqlite_url: str) -> None:
    place.record.close()
    Path(sqlite_url.removeprefix("sqlite:///")).unlink()
    assert "mailroom migrate" in words_of(command(place.config, "run"))


def test_a_configuration_with_five_mistakes_tells_all_five(place: Town) -> None:
    written = place.config.read_text()
    mistakes = (
        ('feedback_address = "feedback@fenbridge.example"', 'feedback_address = "feedback"', "feedback_address"),
        ('reference_prefix = "FBC"', 'reference_prefix = "F1"', "reference_prefix"),
        ("give_up_after_hours = 48", "give_up_after_hours = 0", "give_up_after_hours"),
        ("timeout_seconds = 20\n\n[policy]", 'timeout_seconds = "soon"\n\n[policy]', "timeout_seconds"),
        ('phone = "01632 960100"', 'telephone = "01632 960100"', "telephone"),
    )  # fmt: skip
    for right, wrong, _ in mistakes:
        assert right in written
        written = written.replace(right, wrong)
    place.config.write_text(written)
    said = words_of(command(place.config, "run"))
    assert "5 faults" in said
    assert [key for *_, key in mistakes if key not in said] == []


def test_a_round_with_the_mailbox_down_exits_1_and_does_the_rest(
    place: Town, dovecot: Dovecot
) -> None:
    place.post([a_mail()])
    written = place.config.read_text()
    ports = written.replace(f"port = {dovecot.port}", "port = 1", 1)
    place.config.write_text(ports)  # the first mailbox, feedback, is down
    done = command(place.config, "round")
    assert "cannot be read" in words_of(done)
    assert "feedback" in done.stderr
    place.config.write_text(written)
    done = command(place.config, "round")
    assert (done.returncode, "1 new, 1 handled" in done.stdout) == (0, True), done
    done = command(place.config, "status")
    assert done.returncode == 0
    assert "3 sent" in done.stdout  # the coordinators heard of the mailbox that was never read


def test_a_refused_letter_is_shown_by_status(place: Town) -> None:
    place.smtp.misbehaviour.recipients["hilary.stannard@saltmarsh.example"] = (
        "550 5.1.1 no such user"
    )
    place.post([a_mail()])
    assert command(place.config, "round").returncode == 0
    done = command(place.config, "status")
    assert "1 refused" in done.stdout
    assert "no such user" in done.stdout


def test_a_mail_server_that_comes_back_is_found_again(
    dovecot: Dovecot, smtp_server: SmtpServer, sqlite_url: str, tmp_path: Path, new_proxy: object
) -> None:
    """The line to Dovecot is cut and refused for a while; the daemon lives, and collects once it is back."""
    proxy = new_proxy(dovecot.port)  # type: ignore[operator]
    with town(tmp_path, dovecot, smtp_server, sqlite_url) as place:
        place.config.write_text(
            place.config.read_text().replace(f"port = {dovecot.port}", f"port = {proxy.port}")
        )
        life = place.nursery.start()
        time.sleep(1)
        proxy.refuse()
        place.post([a_mail()])
        time.sleep(2)
        assert life.alive
        proxy.restore()
        took = place.wait_until_settled(20)
        print(f"collected {took:.1f} s after the server was back")
        life.stop()
        assert life.code == 0

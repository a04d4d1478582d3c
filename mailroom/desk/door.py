"""The door of the desk: links that are mailed and work once, and the visits that they begin.

Says the same whether or not it knows an address. Keeps only hashes of what people hold; a visit can be ended by
whoever looks after the house, and ends by itself.
"""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from letters.compose import Letter
from letters.envelope import Envelope, seal
from mailroom.acts.ledger import Ledger
from mailroom.clock import LONDON
from mailroom.desk.people import Worker, worker_of
from mailroom.gates.post import Accepted
from mailroom.house import House
from mailroom.jobs.doors import open_post
from mailroom.rules.workdays import local_date
from store import links
from store.session import Connection

log = structlog.get_logger()

# Nobody needs more in a quarter of an hour; a machine that tries addresses does.
LINKS_EACH = 4
ASKS_OF_A_PLACE = 40
WITHIN = timedelta(minutes=15)
# Places that are remembered before those that have been quiet are forgotten.
_MOST_PLACES = 10_000
# The record is told again that somebody is at work only so often.
_NOTED_EVERY = timedelta(minutes=1)
_LETTER = """Hello {name},

Somebody, we hope you, asked for a link to sign in to the feedback desk of {council}.

Sign in: {link}

The link works once, until {until}. If you did not ask for it, you need not do anything:
nobody can sign in without this mail.

{council}
"""


def hash_of(secret: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass
class Door:
    """Lets people of the directory in."""

    house: House
    # A token that nobody can guess.
    chance: Callable[[], str]
    # Starts the sending of a link, so that the answer takes no longer for those we know.
    begin: Callable[[Callable[[], None]], None] = lambda work: threading.Thread(target=work).start()
    _asked: dict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_asked_too_often(self, place: str, most: int = ASKS_OF_A_PLACE) -> bool:
        """Whether so much was asked from one place lately that nothing more is sent; counts this time too."""
        now = self.house.now()
        with self._lock:
            if len(self._asked) > _MOST_PLACES:
                quiet = [one for one, each in self._asked.items() if each[-1] < now - WITHIN]
                for one in quiet:
                    del self._asked[one]
            times = self._asked[place]
            while times and times[0] < now - WITHIN:
                times.popleft()
            times.append(now)
            return len(times) > most

    def ask(self, email: str) -> None:
        """Mail a link to somebody who may come in; nothing happens for anybody else."""
        self.begin(lambda: self._send(email))

    def _send(self, email: str) -> None:
        worker = worker_of(self.house.config, email)
        token = self.make_link(worker) if worker else None
        if worker is None or token is None:
            return
        address = f"{self.house.config.desk.address}/sign-in/{token}"
        post = open_post(self.house.config)
        sender = self.house.config.council.feedback_address
        outcome = post.send(self._letter(worker, address), sender, [worker.email])
        post.close()
        if not isinstance(outcome, Accepted):
            log.warning("link not sent", reply=outcome.reply)

    def make_link(self, worker: Worker) -> str | None:
        """The token of a new link, kept as its hash; None where they had enough of late."""
        now, token = self.house.now(), self.chance()
        until = now + timedelta(minutes=self.house.config.desk.link_minutes)
        with self.house.record.write() as conn:
            if links.links_since(conn, worker.email, now - WITHIN) >= LINKS_EACH:
                return None
            links.add_link(conn, hash_of(token), worker.email, now, until)
        return token

    def _letter(self, worker: Worker, link: str) -> bytes:
        house, council = self.house, self.house.config.council
        now = house.now()
        until = now + timedelta(minutes=house.config.desk.link_minutes)
        text = _LETTER.format(
            name=worker.name,
            council=council.name,
            link=link,
            until=f"{until.astimezone(LONDON):%H:%M} on {local_date(until):%-d %B}",
        )
        letter = Letter("sign_in", f"Sign in to the desk of {council.name}", text, "")
        domain = council.feedback_address.rpartition("@")[2]
        envelope = Envelope(
            from_name=council.name,
            from_email=council.feedback_address,
            to=(worker.email,),
            to_name=worker.name,
            reply_to=None,
            message_id=f"desk.{house.nonce()}@{domain}",
            in_reply_to=None,
            references=(),
            date=now,
            auto=True,
            case_reference=None,
        )
        return seal(letter, envelope)

    def come_in(self, token: str) -> str | None:
        """The key of a new visit for a link that is good; it is used up. None for any other."""
        now, key = self.house.now(), self.chance()
        with self.house.record.write() as conn:
            email = links.use_link(conn, hash_of(token), now)
            if email is None or worker_of(self.house.config, email) is None:
                return None
            self._begin(conn, key, email, "on the desk")
        return key

    def begin_visit(self, email: str, how: str) -> str | None:
        """The key of a new visit of somebody whom another vouches for; None where they may not come in."""
        worker, key = worker_of(self.house.config, email), self.chance()
        if worker is None:
            return None
        with self.house.record.write() as conn:
            self._begin(conn, key, worker.email, f"on the desk, {how}")
        return key

    def _begin(self, conn: Connection, key: str, email: str, how: str) -> None:
        now = self.house.now()
        links.begin_visit(conn, hash_of(key), email, now)
        ledger = Ledger(self.house, conn, now, by=email)
        ledger.note("signed in", how)
        ledger.flush()

    def who(self, key: str) -> tuple[Worker, int] | None:
        """Who holds a key, and their visit; None where it is over, or they are in the directory no longer."""
        desk, now = self.house.config.desk, self.house.now()
        with self.house.record.read() as conn:
            visit = links.find_visit(conn, hash_of(key))
        if visit is None or visit.ended_at is not None:
            return None
        idle = now - visit.seen_at > timedelta(minutes=desk.idle_minutes)
        if idle or now - visit.began_at > timedelta(hours=desk.longest_hours):
            return None
        worker = worker_of(self.house.config, visit.email)
        if worker is None:
            return None
        if now - visit.seen_at > _NOTED_EVERY:
            with self.house.record.write() as conn:
                links.note_seen(conn, visit.id, now)
        return worker, visit.id

    def leave(self, visit_id: int) -> None:
        """End a visit."""
        with self.house.record.write() as conn:
            links.end_visits(conn, self.house.now(), visit_id=visit_id)

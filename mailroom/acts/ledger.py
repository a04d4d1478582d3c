"""One transaction's work: what acts write is gathered here and goes to the record together, in few statements.

Cases, stages and parties are written at once, since the next message may belong to them; journal, letters, settled
messages, deadlines and steps wait for `flush`. Nothing is sent and nothing is kept when the transaction is rolled back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from mailroom.house import House
from mailroom.rules.policy import Policy
from store import diary, inbox, journal, outbox, policies
from store.session import Connection


@dataclass
class Ledger:
    """The acts of one transaction on the record."""

    house: House
    conn: Connection
    at: datetime
    # Who acts: 'rules', or a person's address.
    by: str = "rules"
    entries: list[journal.NewEntry] = field(default_factory=list)
    letters: list[outbox.NewOutgoing] = field(default_factory=list)
    # Of the entries those that tell of a letter, by their places.
    told: dict[int, outbox.NewOutgoing] = field(default_factory=dict)
    settled: list[inbox.Settled] = field(default_factory=list)
    deadlines: list[tuple[int, str, date]] = field(default_factory=list)
    steps: list[tuple[int, str, datetime, str]] = field(default_factory=list)
    documents: list[inbox.NewDocument] = field(default_factory=list)
    # What this transaction has settled: Message-IDs that wait for `flush` to be found, and each mail's fingerprint.
    message_ids: set[str] = field(default_factory=set)
    fingerprints: dict[str, int] = field(default_factory=dict)
    policies: set[str] = field(default_factory=set)

    def note(
        self,
        act: str,
        why: str = "",
        *,
        case_id: int | None = None,
        incoming_id: int | None = None,
        outgoing_id: int | None = None,
        trail: tuple[str, ...] = (),
        policy_digest: str = "",
    ) -> None:
        """An entry for the journal."""
        self.entries.append(
            journal.NewEntry(
                at=self.at,
                by=self.by,
                act=act,
                case_id=case_id,
                incoming_id=incoming_id,
                outgoing_id=outgoing_id,
                why=why,
                trail=trail,
                policy_digest=policy_digest,
            )
        )

    def keep_policy(self, policy: Policy) -> None:
        """Keep the text of a policy that a case is opened under."""
        if policy.digest not in self.policies:
            self.policies.add(policy.digest)
            raw = self.house.texts[policy.digest]
            policies.keep_policy(self.conn, policy.name, policy.digest, raw, self.at)

    def post(self, letter: outbox.NewOutgoing) -> None:
        """A letter for the outbox with its entry for the journal, both kept only if its key is new."""
        self.letters.append(letter)
        self.told[len(self.entries)] = letter
        self.note("letter", letter.letter, case_id=letter.case_id, incoming_id=letter.incoming_id)

    def _write_letters(self) -> None:
        """Write the letters; what the journal would tell of one that was not written is left out."""
        written = outbox.write(self.conn, self.letters)
        never = set()
        for place, letter in self.told.items():
            if letter.key in written:
                written.discard(letter.key)  # of two under one key the first is the one written
            else:
                never.add(place)
        kept = [entry for place, entry in enumerate(self.entries) if place not in never]
        self.entries[:] = kept

    def flush(self) -> None:
        """Write what was gathered; the journal last, since it is the tail that other writers wait for."""
        if self.deadlines:
            diary.set_deadlines(self.conn, self.deadlines)
        if self.steps:
            diary.add_steps(self.conn, self.steps)
        if self.documents:
            inbox.keep_documents(self.conn, self.documents)
        if self.letters:
            self._write_letters()
        if self.settled:
            inbox.settle(self.conn, self.settled)
        if self.entries:
            journal.append(self.conn, self.entries)
        for gathered in (
            self.deadlines,
            self.steps,
            self.documents,
            self.letters,
            self.told,
            self.settled,
            self.entries,
            self.message_ids,
        ):
            gathered.clear()

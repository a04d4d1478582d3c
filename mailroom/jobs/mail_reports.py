"""Mails the reports that the policies promise to whoever reads them, once each period is over. Late is still due.

What the record keeps is which period of each report went last: a house that stood still sends what it missed. Files are
made outside any transaction, for that takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from letters.envelope import Enclosure
from mailroom.acts import reported
from mailroom.acts.ledger import Ledger
from mailroom.acts.reported import Parcel, Promised
from mailroom.house import House
from mailroom.reports.files import IN_WORDS, MEDIA_TYPES, Form, counted, file_name, make_file
from mailroom.reports.gather import gather, own_statistics
from mailroom.reports.readers import Reader, Readers, readers_of
from mailroom.reports.report import make
from mailroom.reports.seen import Seen
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import ReportRule
from mailroom.rules.report_periods import Period, ended_since, last_ended
from mailroom.rules.workdays import local_date
from store import chores, journal
from store.session import Connection

# Of weekly reports only the last is of use; of the others each is a paper of record.
_ONLY_THE_LAST = frozenset(("weekly",))
_DAY = timedelta(days=1)


def reports_to_send(house: House, today: date) -> list[Promised]:
    """The reports whose period is over, that somebody reads and that have not gone yet, the oldest period first."""
    if not house.config.reports.readers:
        return []
    with house.record.read() as conn:
        first = journal.entries(conn, 0, 1)
        if not first:
            return []
        began_on = local_date(first[0].at)
        found = [
            Promised(policy, rule, period)
            for policy, rule in _promised(house)
            for period in _periods(conn, policy, rule, began_on, today)
            if policy.name in _in_force(house, period.to_on)
        ]
    return sorted(found, key=lambda one: (one.period.to_on, one.policy.name, one.rule.name))


def _promised(house: House) -> Iterator[tuple[Policy, ReportRule]]:
    """Every report that somebody of the directory reads."""
    for name in sorted(house.policies):
        policy = house.policies[name]
        for rule in policy.reports:
            if readers_of(house.config, rule).found:
                yield policy, rule


def _in_force(house: House, on: date) -> frozenset[str]:
    """The policies that cases were opened under on a day."""
    now = house.config.policy.in_force(on)
    boxes = (box.policy for box in house.config.mailboxes if box.policy)
    return frozenset((now.default, *now.by_service.values(), *boxes))


def _periods(
    conn: Connection, policy: Policy, rule: ReportRule, began_on: date, today: date
) -> tuple[Period, ...]:
    """The periods still to be sent: those after the one sent last, or the last one where none ever was.

    A period that was over before there was a record has nothing in it, and is nobody's report.
    """
    chore = reported.chore_of(policy, rule)
    last = last_ended(rule.cadence, today)
    if last is None or chores.was_done(conn, f"{chore} not made", today):
        return ()
    sent = chores.last_done(conn, chore)
    # A day to come was noted by a clock that was wrong; the letters' own keys keep what went from going again.
    after = sent if sent is not None and sent <= last.to_on else last.from_on
    owed = ended_since(rule.cadence, max(after, began_on - _DAY), today)
    return owed[-1:] if rule.cadence in _ONLY_THE_LAST else owed


def send_report(house: House, promised: Promised, today: date) -> int:
    """Make a report and lay it into the outbox for each of its readers; how many letters were written."""
    readers = readers_of(house.config, promised.rule)
    rule = promised.rule
    sizes, anonymous = own_statistics(house.config), rule.anonymous or rule.published
    with house.record.read() as conn:
        seen = gather(house, conn, promised.period, today, anonymous=anonymous, statistics=sizes)
    made: dict[tuple[str, ...] | None, Parcel] = {}
    parcels = []
    for reader in readers.found:
        if reader.services not in made:
            made[reader.services] = _parcel(house, promised, seen, reader)
        files = made[reader.services]
        parcels.append(Parcel(reader.person, files.files, files.attached, files.services))
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="diary")
        _tell_of_nobody(ledger, promised, readers)
        written = reported.send(
            ledger, promised, parcels, today, to_all=not readers.unnamed and not readers.unknown
        )
        ledger.flush()
        return written


def _parcel(house: House, promised: Promised, seen: Seen, reader: Reader) -> Parcel:
    report = make(seen, promised.policy, promised.rule, reader.services)
    one = counted(report, seen, reader.services)
    forms = [form for form in Form if form in house.config.reports.attach]
    files = tuple(
        Enclosure(file_name(report, form), MEDIA_TYPES[form], make_file(house, one, form))
        for form in forms
    )
    named = ", ".join(seen.service_name(service) for service in reader.services or ())
    return Parcel(reader.person, files, tuple(IN_WORDS[form] for form in forms), named)


def _tell_of_nobody(ledger: Ledger, promised: Promised, readers: Readers) -> None:
    if readers.unknown:
        nobody = ", ".join(readers.unknown)
        ledger.note("report has no reader", f"{promised.in_words}: nobody is {nobody}")


def put_off_report(house: House, promised: Promised, today: date, error: Exception) -> str:
    """Leave a report that cannot be made until tomorrow, with an entry in the journal; gives the fault in words."""
    why = f"{type(error).__name__}: {error}"[:300]
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="diary")
        reported.pass_over(ledger, promised, why, today)
        ledger.flush()
    return f"the report {promised.in_words} cannot be made: {why}"

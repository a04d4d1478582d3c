"""More complaints about something than usual: whoever the policy names is told of it, once a month, and looks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from mailroom.acts import duties, letters
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.clock import LONDON
from mailroom.house import policies_named
from mailroom.rules import unusual as rules
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import Unusual
from mailroom.rules.unusual import MONTHS, Spike
from store import chores, figures
from store.duties import NewDuty

_DAY = timedelta(days=1)
CHORE, LETTER = "look for what is unusual", "systemic_notice"
# The chore is asked for daily, and done once a month under this name.
_MONTHLY = "what was unusual in a month"
# The duty that follows: somebody meets the service, or finds out why.
LOOK = "look_into_it"


def tell(ledger: Ledger, today: date) -> int:
    """Once a month, of the month before: what there was more of than usual, by service and by category; how much."""
    last_on = today.replace(day=1) - _DAY
    house = ledger.house
    named = sorted(policies_named(house.config) & set(house.policies))
    watching = [(one, rule) for one in map(house.policy, named) if (rule := one.unusual)]
    if not watching or not chores.begin_chore(ledger.conn, _MONTHLY, last_on):
        return 0
    edges = [datetime.combine(day, time(), LONDON) for day in rules.month_edges(last_on)]
    counted = figures.counts_between(ledger.conn, edges)
    found = 0
    for policy, rule in watching:
        for spike in rules.spikes(rule, _by_matter(ledger, policy, counted)):
            _tell(ledger, policy, rule, spike, last_on)
            found += 1
    return found


def _by_matter(
    ledger: Ledger, policy: Policy, counted: list[tuple[str, str, str, int, int]]
) -> dict[str, list[int]]:
    """A policy's complaints month by month, by what they are about: a service, or a category of the policy's."""
    found: dict[str, list[int]] = {}
    for name, service, category, place, count in counted:
        if name != policy.name:
            continue
        known = ledger.house.config.find_service(service)
        for about in (known.name if known else service, *([category] if category else [])):
            found.setdefault(about, [0] * MONTHS)[place] += count
    return found


def _tell(ledger: Ledger, policy: Policy, rule: Unusual, spike: Spike, last_on: date) -> None:
    person, role = ledger.house.config.holder("", rule.tell_role)
    since = rules.span(rule, last_on).from_on
    which = f"{policy.name}:{spike.about}:{last_on:%Y-%m}"
    systemic = {
        "title": spike.about,
        "count": spike.count,
        "since": since,
        "lines": [f"Usual in so long a time: {spike.usual:.1f}"],
        "more": None,
        "words": rule.words,
    }
    to = letters.officer(person)
    key = f"{LETTER}:{which}:{person.email}"
    letters.write(ledger, Order(LETTER, to, key, policy=policy, extra={"systemic": systemic}))
    owed = NewDuty(
        key=f"house:{LOOK}:{which}",
        name=LOOK,
        words=f"{spike.about}: {spike.count} complaints from {since:%-d %B %Y} to {last_on:%-d %B %Y}. {rule.words}",
        holder_name=person.name,
        holder_email=person.email,
        holder_role=role,
        opened_at=ledger.at,
        letter=False,
    )
    duties.open_all(ledger, [owed], None, None)

"""When the whole way through a council's stages takes so long that somebody has to look (CODE-66). Pure."""

from __future__ import annotations

from datetime import date, timedelta

from mailroom.rules.policy import Policy


def alarm_on(policy: Policy, kind: str, stage: int, received_on: date) -> date | None:
    """The day after a complaint's time for all of the council's stages; None where the policy sets none."""
    rule = policy.journey_alarm
    found = policy.stage(stage)
    if rule is None or kind != "complaint" or found is None or found.external:
        return None
    return received_on + timedelta(weeks=rule.within.count, days=1)

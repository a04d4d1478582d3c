"""The reports that the policies promise, and the figures of any period, as pages: tables, each with its picture."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from mailroom.desk.charts import chart_of
from mailroom.desk.room import Room, those_who_see_all
from mailroom.house import House, policies_named
from mailroom.reports.as_text import as_text, cell_words
from mailroom.reports.figures import Report
from mailroom.reports.gather import gather
from mailroom.reports.report import BLOCKS, figures_of, make
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import ReportRule
from mailroom.rules.report_periods import Period, due, last_ended, read_period

pages = Blueprint("reporting", __name__, url_prefix="/reports")


def _in_use(house: House) -> list[Policy]:
    return [house.policy(name) for name in sorted(policies_named(house.config))]


@pages.get("")
@those_who_see_all
def reports() -> str:
    """What the policies promise, how often, for whom; and the figures of any period."""
    house = Room.current().house
    promised = [(policy, due(policy, house.today())) for policy in _in_use(house)]
    return render_template("reports.html", promised=promised)


@pages.get("/figures")
@those_who_see_all
def figures() -> str:
    """All figures of a period, naming nobody."""
    house = Room.current().house
    period, wrong = _period("quarterly")
    if period is None:
        return render_template("report.html", report=None, wrong=wrong, period="")
    with house.record.read() as conn:
        seen = gather(house, conn, period, house.today())
    named = [name for name in BLOCKS if name != "self_assessment"]
    return _page(figures_of(seen, named), wrong)


@pages.get("/<policy_name>/<name>")
@those_who_see_all
def show(policy_name: str, name: str) -> str:
    """A report that a policy promises, of the last whole period or another."""
    house = Room.current().house
    policy, rule = _find(house, policy_name, name)
    period, wrong = _period(rule.cadence)
    if period is None:
        return render_template("report.html", report=None, wrong=wrong, period="", title=rule.title)
    # What is published names nobody, whatever else the policy says of it.
    anonymous = rule.anonymous or rule.published
    with house.record.read() as conn:
        seen = gather(house, conn, period, house.today(), anonymous=anonymous)
    return _page(make(seen, policy, rule), wrong)


def _find(house: House, policy_name: str, name: str) -> tuple[Policy, ReportRule]:
    if policy_name not in policies_named(house.config):
        abort(404)
    policy = house.policy(policy_name)
    rule = next((one for one in policy.reports if one.name == name), None)
    if rule is None:
        abort(404)
    return policy, rule


def _period(cadence: str) -> tuple[Period | None, str]:
    """The period asked for, else the last whole one; and what was wrong with what was asked."""
    house, written = Room.current().house, request.args.get("period", "").strip()
    last = last_ended(cadence, house.today())
    if not written:
        return last, "" if last else "Say of what time it is to be."
    try:
        return read_period(written), ""
    except ValueError as error:
        return last, str(error)


def _page(report: Report, wrong: str) -> str:
    return render_template(
        "report.html",
        report=report,
        wrong=wrong,
        period=f"{report.period.from_on}..{report.period.to_on}",
        words=cell_words,
        chart_of=chart_of,
        text=as_text(report),
        title=report.title,
    )

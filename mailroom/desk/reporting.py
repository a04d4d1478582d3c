"""The reports that the policies promise, the self-assessment and the figures of any period: as pages, and as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from letters.faults import LetterFault
from mailroom.acts.ledger import Ledger
from mailroom.desk.charts import chart_of
from mailroom.desk.room import Room, here, those_who_see_all
from mailroom.errors import ConfigFault
from mailroom.house import House, policies_named
from mailroom.reports.as_text import as_text, cell_words
from mailroom.reports.files import (
    IN_WORDS,
    MEDIA_TYPES,
    Counted,
    Form,
    counted,
    file_name,
    make_file,
)
from mailroom.reports.gather import gather, own_statistics
from mailroom.reports.readers import readers_of
from mailroom.reports.report import BLOCKS, assessment_of, figures_of, make
from mailroom.reports.seen import Seen
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import ReportRule
from mailroom.rules.report_periods import Period, due, last_ended, read_period

pages = Blueprint("reporting", __name__, url_prefix="/reports")


@dataclass(frozen=True, slots=True)
class Asked:
    """A report as somebody asked for it: how it is made of what was seen, how often it comes, and where it is."""

    make: Callable[[Seen], Counted]
    cadence: str
    title: str
    endpoint: str
    names: dict[str, Any]
    anonymous: bool = True


def _in_use(house: House) -> list[Policy]:
    return [house.policy(name) for name in sorted(policies_named(house.config))]


@pages.get("")
@those_who_see_all
def reports() -> str:
    """What the policies promise, how often, for whom and to whom it is mailed; and the figures of any period."""
    house = Room.current().house
    promised = [(policy, due(policy, house.today())) for policy in _in_use(house)]
    return render_template("reports.html", promised=promised, mailed=_mailed)


def _mailed(rule: ReportRule) -> str:
    """To whom a report is mailed by itself; '' where it is to nobody."""
    found = readers_of(Room.current().house.config, rule).found
    return ", ".join(one.person.name for one in found) if rule.cadence != "on request" else ""


@pages.get("/figures")
@pages.get("/figures/as/<form>")
@those_who_see_all
def figures(form: str = "") -> str | AnyResponse | tuple[str, int]:
    """All figures of a period, naming nobody."""
    named = [name for name in BLOCKS if name != "self_assessment"]

    def made(seen: Seen) -> Counted:
        return counted(figures_of(seen, named), seen, all_policies=True)

    return _given(Asked(made, "quarterly", "Figures", "reporting.figures", {}), form)


@pages.get("/self-assessment")
@pages.get("/self-assessment/as/<form>")
@those_who_see_all
def self_assessment(form: str = "") -> str | AnyResponse | tuple[str, int]:
    """The policies in use against the Ombudsmen's Codes, with the figures of a year."""
    title = "Self-assessment"
    made = Asked(
        lambda seen: Counted(assessment_of(seen)), "annual", title, "reporting.self_assessment", {}
    )
    return _given(made, form)


@pages.get("/<policy_name>/<name>")
@pages.get("/<policy_name>/<name>/as/<form>")
@those_who_see_all
def show(policy_name: str, name: str, form: str = "") -> str | AnyResponse | tuple[str, int]:
    """A report that a policy promises, of the last whole period or another."""
    policy, rule = _find(Room.current().house, policy_name, name)
    asked = Asked(
        lambda seen: counted(make(seen, policy, rule), seen),
        rule.cadence,
        rule.title,
        "reporting.show",
        {"policy_name": policy_name, "name": name},
        # What is published names nobody, whatever else the policy says of it.
        anonymous=rule.anonymous or rule.published,
    )
    return _given(asked, form)


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


def _given(asked: Asked, form: str) -> str | AnyResponse | tuple[str, int]:
    """The report as a page, or as a file where one of that kind was asked for."""
    if form and form not in [*Form]:
        abort(404)
    house = Room.current().house
    period, wrong = _period(asked.cadence)
    if period is None:
        return render_template(
            "report.html", report=None, wrong=wrong, period="", title=asked.title
        )
    try:
        sizes = own_statistics(house.config)
    except ConfigFault as fault:
        sizes, wrong = None, str(fault)
    with house.record.read() as conn:
        seen = gather(
            house, conn, period, house.today(), anonymous=asked.anonymous, statistics=sizes
        )
    made = asked.make(seen)
    return _file(asked, made, Form(form)) if form else _page(asked, made, wrong)


def _page(asked: Asked, made: Counted, wrong: str) -> str:
    report = made.report
    days = f"{report.period.from_on}..{report.period.to_on}"
    files = [
        (url_for(asked.endpoint, form=str(form), period=days, **asked.names), IN_WORDS[form])
        for form in Form
    ]
    return render_template(
        "report.html",
        report=report,
        wrong=wrong,
        period=days,
        files=files,
        words=cell_words,
        chart_of=chart_of,
        text=as_text(report),
        title=report.title,
    )


def _file(asked: Asked, made: Counted, form: Form) -> AnyResponse | tuple[str, int]:
    """The file, with an entry in the journal: what leaves the desk may name people."""
    house = Room.current().house
    try:
        content = make_file(house, made, form)
    except LetterFault as fault:
        back = url_for(asked.endpoint, **asked.names)
        return render_template("cannot.html", fault=str(fault), back=back), 503
    name = file_name(made.report, form)
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by=here().email)
        ledger.note("report taken", name)
        ledger.flush()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, mimetype=MEDIA_TYPES[form])

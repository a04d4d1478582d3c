"""The command line: `mailroom COMMAND`, each of which a module of `commands` carries out."""

from __future__ import annotations

import click

from mailroom.commands.case import case_group
from mailroom.commands.check import check
from mailroom.commands.demo import demo
from mailroom.commands.evaluate import evaluate
from mailroom.commands.explain import explain
from mailroom.commands.opening import set_up_logging
from mailroom.commands.policy import policy
from mailroom.commands.queue import queue_group
from mailroom.commands.record import journal_group, status
from mailroom.commands.replay import replay
from mailroom.commands.report import report
from mailroom.commands.work import migrate, round_once, run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    type=click.Path(),
    help="The configuration file. [default: $MAILROOM_CONFIG, else mailroom.toml]",
)
@click.option("--verbose", is_flag=True, help="Tell more on standard error.")
@click.version_option(package_name="mailroom")
def main(config: str | None, verbose: bool) -> None:
    """The back office for a council's feedback: mail in, cases, letters on their days."""
    set_up_logging(verbose=verbose)


for command in (
    run,
    round_once,
    migrate,
    check,
    status,
    queue_group,
    case_group,
    journal_group,
    policy,
    report,
    replay,
    evaluate,
    explain,
    demo,
):
    main.add_command(command)

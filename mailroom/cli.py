"""The command line: `mailroom COMMAND`, each of which a module of `commands` carries out.

A command is loaded when it is asked for: whoever wants the version, or a probe that asks whether the program is
there, waits for no library of a command that nobody called.
"""

from __future__ import annotations

from importlib import import_module

import click

# What is typed, and the module and name of its command.
COMMANDS = {
    "run": ("work", "run"),
    "round": ("work", "round_once"),
    "migrate": ("work", "migrate"),
    "check": ("check", "check"),
    "status": ("record", "status"),
    "queue": ("queue", "queue_group"),
    "case": ("case", "case_group"),
    "journal": ("record", "journal_group"),
    "policy": ("policy", "policy"),
    "print": ("printing", "print_letters"),
    "report": ("report", "report"),
    "replay": ("replay", "replay"),
    "evaluate": ("evaluate", "evaluate"),
    "explain": ("explain", "explain"),
    "learn": ("learn", "learn"),
    "demo": ("demo", "demo"),
    "desk": ("desk", "desk"),
}


class Commands(click.Group):
    """All commands, none of them loaded before it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, in the order of the help."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        found = getattr(import_module(f"mailroom.commands.{module}"), name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    type=click.Path(),
    help="The configuration file. [default: $MAILROOM_CONFIG, else mailroom.toml]",
)
@click.option("--verbose", is_flag=True, help="Tell more on standard error.")
@click.version_option(package_name="mailroom")
def main(config: str | None, verbose: bool) -> None:
    """The back office for a council's feedback: mail in, cases, letters on their days."""
    from mailroom.commands.opening import set_up_logging

    set_up_logging(verbose=verbose)

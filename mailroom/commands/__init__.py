"""The commands of the `mailroom` program, one module each; `mailroom.cli` puts them together.

Never decides anything of the trade: a command reads what a person typed and calls an act or a job.
"""

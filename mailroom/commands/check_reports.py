"""What `mailroom check` notes of who reads the reports: people whom nobody knows, readers whom no policy names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mailroom.config import Config
from mailroom.reports.readers import readers_of
from mailroom.rules.policy import Policy


def readers(config: Config, policies: Iterable[Policy]) -> Iterator[str]:
    """A sentence for each; a house can work without."""
    rules = [(policy, rule) for policy in policies for rule in policy.reports]
    named = {" ".join(name.casefold().split()) for _, rule in rules for name in rule.readers}
    for one in config.reports.readers:
        if " ".join(one.reader.casefold().split()) not in named:
            yield (
                f"reports.readers: no policy in use has a report for “{one.reader}”; `mailroom report list` has the"
                " words they use"
            )
    unknown = {each for _, rule in rules for each in readers_of(config, rule).unknown}
    for each in sorted(unknown):
        what = "has the address" if "@" in each else "has the role"
        yield (
            f"reports.readers: nobody in the configuration or its people's file {what} {each}:"
            " no report goes there"
        )

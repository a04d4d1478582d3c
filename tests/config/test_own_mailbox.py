"""Nobody who is named in the configuration may be the house's own mailbox."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mailroom.config import load_config
from mailroom.errors import ConfigFault

Write = Callable[..., Path]

WORDS = (
    "is the house's own mailbox (council.feedback_address or one of council.aliases);"
    " name an address that a person reads"
)
ALIAS = {
    'name = "Examplebury"': 'name = "Examplebury"\naliases = ["complaints@examplebury.example"]'
}


@pytest.mark.parametrize(
    ("changes", "more", "place", "email"),
    [
        (
            {"alex@examplebury": "feedback@examplebury"},
            "",
            "coordinators[0].email",
            "feedback@examplebury.example",
        ),
        (
            {"Morgan@examplebury": "Feedback+waste@Examplebury"},
            "",
            "services[0].manager.email",
            "Feedback+waste@Examplebury.example",
        ),
        (
            {"ashley@examplebury": "complaints@examplebury"} | ALIAS,
            "",
            "services[1].director.email",
            "complaints@examplebury.example",
        ),
        (
            ALIAS,
            '\n[roles]\nclerk = { name = "A Clerk", email = "COMPLAINTS@examplebury.example" }\n',
            "roles.clerk.email",
            "COMPLAINTS@examplebury.example",
        ),
    ],
)
def test_a_person_is_not_the_mailbox(
    written: Write, changes: dict[str, str], more: str, place: str, email: str
) -> None:
    with pytest.raises(ConfigFault) as caught:
        load_config(written(changes, more=more))
    assert f"one fault\n  {place}: {email} {WORDS}\n" in caught.value.what


def test_another_mailbox_of_the_council_is_a_persons(written: Write) -> None:
    config = load_config(written({"alex@examplebury": "feedback.team@examplebury"}))
    assert config.coordinators[0].email == "feedback.team@examplebury.example"

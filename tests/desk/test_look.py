"""The council's own name and colour: on each page, and never a colour on which white words cannot be read."""

from __future__ import annotations

import pytest

from mailroom.config import load_config
from mailroom.errors import ConfigFault
from tests.desk.conftest import Council


@pytest.mark.parametrize("colour", ["#ffff00", "#777777", "#7d7d7d", "red", "#12"])
def test_a_colour_on_which_white_cannot_be_read_is_refused(council: Council, colour: str) -> None:
    file = council.folder / "mailroom.toml"
    file.write_text(file.read_text() + f'\ncolour = "{colour}"\n')
    with pytest.raises(ConfigFault, match="colour"):
        load_config(file)


@pytest.mark.parametrize("colour", ["#1d70b8", "#767676", "#00625a"])
def test_the_councils_name_and_colour_are_on_every_page(council: Council, colour: str) -> None:
    file = council.folder / "mailroom.toml"
    file.write_text(file.read_text() + f'\ncolour = "{colour}"\n')
    assert load_config(file).desk.colour == colour
    client = council.app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    assert "Ashford Moor Council" in page
    assert 'href="/colour.css"' in page
    words = client.get("/colour.css").get_data(as_text=True)
    assert words == f":root{{--council:{council.config.desk.colour}}}"

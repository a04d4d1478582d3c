"""What is signed for one record opens nothing in another, and the secret shows nowhere."""

from __future__ import annotations

from parsers.documents import Reader
from tests.jobs.town import UNA, Town


def test_an_address_signed_for_another_record_is_none_of_ours(town: Town, reader: Reader) -> None:
    (town.folder / "pilot").mkdir()
    pilot = Town(town.folder / "pilot", reader)
    theirs = pilot.house.signer.reply_address(1, 1, "note", UNA)
    letter = pilot.house.signer.message_id(1, 1, "note", UNA, "abc")
    assert pilot.house.signer.read_address(theirs) is not None
    assert town.house.signer.read_address(theirs) is None
    assert town.house.signer.read_message_id(letter) is None
    pilot.record.close()


def test_our_own_is_ours_after_a_restart(town: Town) -> None:
    ours = town.house.signer.reply_address(1, 1, "note", UNA)
    town.open()
    assert town.house.signer.read_address(ours) is not None


def test_the_secret_shows_in_no_repr(town: Town) -> None:
    secret = town.house.signer.secret
    for shown in (repr(town.house.signer), repr(town.house), str(secret)):
        assert repr(bytes(secret))[2:10] not in shown
        assert "kkkk" not in shown

"""References catch slips of the pen; signed addresses cannot be made up or changed."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.rules.reference import CHECK_LETTERS, Signer, Token, find_references, make_reference

SIGNER = Signer(b"k" * 32, "feedback@ashford.example")


def test_a_reference_is_found_in_a_sentence_however_it_is_written() -> None:
    reference = make_reference("FBC", 2026, 42)
    spaced = reference.replace("-", " ").lower()
    assert find_references(f"Re: [{reference}] my bin, {spaced}", "FBC") == (reference,)


@given(st.integers(1, 99_999), st.integers(0, 4), st.sampled_from(string.digits))
def test_one_wrong_digit_is_noticed(number: int, place: int, digit: str) -> None:
    reference = make_reference("FBC", 2026, number)
    position = len("FBC-2026-") + place
    slipped = reference[:position] + digit + reference[position + 1 :]
    found = find_references(slipped, "FBC")
    assert found == ((reference,) if slipped == reference else ())


@given(st.integers(1, 99_999), st.integers(0, 3))
def test_two_digits_swapped_are_noticed(number: int, place: int) -> None:
    reference = make_reference("FBC", 2026, number)
    at = len("FBC-2026-") + place
    swapped = reference[:at] + reference[at + 1] + reference[at] + reference[at + 2 :]
    assert find_references(swapped, "FBC") == ((reference,) if swapped == reference else ())


def test_a_reference_of_another_council_is_none_of_ours() -> None:
    assert find_references(make_reference("ABC", 2026, 42), "FBC") == ()


def test_no_check_letter_is_mistaken_for_another_on_the_telephone() -> None:
    assert not set("0OI1L2Z5S8BUV") & set(CHECK_LETTERS)


@given(
    st.integers(1, 10**12),
    st.integers(0, 9),
    st.sampled_from(["reply", "answer", "extend", "note"]),
    st.emails(),
)
def test_a_signed_address_says_what_it_was_made_of(
    case_id: int, stage: int, verb: str, email: str
) -> None:
    address = SIGNER.reply_address(case_id, stage, verb, email)
    assert len(address.partition("@")[0]) <= 64
    assert SIGNER.read_address(address.upper()) == Token(case_id, stage, verb, SIGNER.person(email))


@given(st.data())
def test_an_address_changed_in_any_place_is_refused(data: st.DataObject) -> None:
    address = SIGNER.reply_address(77, 1, "answer", "officer@ashford.example")
    token = address.partition("+")[2].partition("@")[0]
    at = data.draw(st.integers(0, len(token) - 1))
    character = data.draw(st.sampled_from(string.ascii_lowercase + string.digits))
    changed = token[:at] + character + token[at + 1 :]
    read = SIGNER.read_address(f"feedback+{changed}@ashford.example")
    assert read is None or changed == token


def test_another_councils_key_reads_nothing() -> None:
    address = SIGNER.reply_address(77, 1, "answer", "officer@ashford.example")
    assert Signer(b"x" * 32, SIGNER.address).read_address(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "feedback@ashford.example",
        "other+1.1.reply.aaaaaaaa.bbbbbbbbbbbbbbbb@ashford.example",
        "",
        "@",
        "+",
    ],
)
def test_an_unsigned_address_is_none(address: str) -> None:
    assert SIGNER.read_address(address) is None


def test_a_message_id_of_ours_is_known_again() -> None:
    message_id = SIGNER.message_id(5, 2, "note", "a@b.example", "0123456789abcdef")
    token = SIGNER.read_message_id(f"<{message_id}>")
    assert token == Token(5, 2, "note", SIGNER.person("a@b.example"))
    assert SIGNER.read_message_id("<CAPh8@mail.gmail.example>") is None


def test_an_address_too_long_for_the_post_is_refused_in_words() -> None:
    signer = Signer(b"k" * 32, "customer.feedback.and.complaints@ashford.example")
    with pytest.raises(ValueError, match="too long for plus addressing"):
        signer.reply_address(123456, 1, "answer", "a@b.example")

"""A door's number signed beside the name, and the one street or building that the mail names."""

from __future__ import annotations

import pytest

from mailroom.rules.doors import door_signed


@pytest.mark.parametrize(
    ("subject", "text", "address"),
    [
        (
            "The lift",
            "The lift at Lambton Court is stuck.\nAnn Dunn\nFlat 41",
            "Flat 41, Lambton Court",
        ),
        (
            "",
            "A charge for Porrit Court came.\nThank you\nAnn Dunn, Flat 14",
            "Flat 14, Porrit Court",
        ),
        ("", "The lift at Lambton Court is stuck, and I live in flat 7.", "Flat 7, Lambton Court"),
        ("Coopers Lane", "The mattresses are still there.\nAnn Dunn, 27", "27 Coopers Lane"),
        (
            "Cropper Street",
            "Rats.\nAnn Dunn (19), the Haighs (21), Mr Popov (23)",
            "19 Cropper Street",
        ),
        ("Quay Mews", "It is loud. When, please?\nAnn, no 2", "2 Quay Mews"),
        ("", "Lambton Court and Porrit Court are cold.\nAnn Dunn, Flat 4", ""),
        ("Coopers Lane", "The mattresses are still there.\nPat Reed, 27", ""),
        ("Coopers Lane", "The mattresses are still there.\nAnn Dunn, aged 91", ""),
        ("Coopers Lane", "The mattresses are still there.\nAnn Dunn", ""),
        ("", "The lift is stuck.\nAnn Dunn, Flat 41", ""),
        ("", "Mr Orr of Lambton Court is in flat 7.\nAnn Dunn", ""),
    ],
)
def test_a_door_goes_with_the_only_street_named(subject: str, text: str, address: str) -> None:
    assert door_signed(subject, text, "Ann Dunn") == address

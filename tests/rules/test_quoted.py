"""Which reference a writer quotes, by the word before it or by its own shape; no number of another sort."""

from __future__ import annotations

import pytest

from mailroom.rules.quoted import quoted_in


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("My account 7710 3392 4. I pay always in time.", "7710 3392 4"),
        ("Acc no 7741 0098 2.", "7741 0098 2"),
        ("Account ref 40018827X", "40018827X"),
        ("Please put it right.\nAnn Dunn\nHB 551907", "HB 551907"),
        ("Overdue: PO 4500017733 / our inv 2214", "PO 4500017733"),
        ("Badge no. PH 2217, Mo Bairstow", "PH 2217"),
        ("badge PH1182", "PH1182"),
        ("12 glover st\npermit rp4471", "rp4471"),
        ("I have the receipt (no. 004417) here.", "004417"),
        ("Police came, log number 1187.", "1187"),
        ("My number is 3311078.", "3311078"),
        ("I want the discount back on 60114472 now.", "60114472"),
        ("HMO licence application 24/HMO/077", "24/HMO/077"),
        ("Complaint re 26/00418/HSE", "26/00418/HSE"),
        ("YOUR FINAL RESPONSE ST2/0412", "ST2/0412"),
        ("Ref: DC/AKA0041/2", "DC/AKA0041/2"),
    ],
)
def test_a_reference_as_people_write_it(text: str, reference: str) -> None:
    assert quoted_in("", text) == reference


@pytest.mark.parametrize(
    "text",
    [
        "My complaint on 29 May was not answered.",
        "I made the claim on 11/02/2026 and sent it in.",
        "Please ring 01632 960277 or 07700900123 about my claim.",
        "This invoice of \u00a34500318 is wrong.",
        "SHUT SINCE MAY 2026 AND AGAIN IN JUNE 2026",
        "I had an order for 25 bags.",
        "I hold a parking permit 2023 and one before it.",
        "Scanned from MFD-0442",
        "It was built to BS 5837 in 2021.",
        "The badge runs out in 02/2026.",
    ],
)
def test_no_day_no_telephone_and_no_amount_is_a_reference(text: str) -> None:
    assert quoted_in("", text) == ""


def test_the_subjects_reference_is_quoted_first() -> None:
    assert quoted_in("Case 1044821", "As with case 1044999") == "1044821"

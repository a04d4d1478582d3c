"""What a clerk copies out of a letter that is no form: the name below it, the address, the day it happened."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.rules.signed import address_in, name_signed
from mailroom.rules.told_dates import happened_on, told_dates

WEDNESDAY = date(2026, 7, 22)


@pytest.mark.parametrize(
    ("text", "header", "name"),
    [
        ("Fix it.\n\nDarren Pugh 07700 900611", "Dazza", "Darren Pugh"),
        ("Regards\nStefania Kowal, 6 Albert Road", "Stef Kowal", "Stefania Kowal"),
        ("Thanks\nM. Hythe", "Marlon Hythe", ""),
        ("Yours\nDominic Shore, Advice Thornwick", "Advice Thornwick", "Dominic Shore"),
        ("Faraday Farr Solicitors LLP", "Lucinda Faraday", ""),
        ("no heat. shaz malik 07700 900519", "shaz", "shaz malik"),
        ("Kind regards", "", ""),
        ("Our reference: 31 002 771\nPlease quote it.", "Intake", ""),
        ("Yours\nPetra Finch\nFinch Joinery", "Petra Finch", ""),
        ("Yours\nMay Dunn", "Cllr May Dunn", ""),
        ("Yours\nMay and Ted Dunn\n3 High Street", "May Dunn", "May and Ted Dunn"),
        ("What is the fee? Thanks, Lou Marsh", "Marsh Kennels Ltd", ""),
        ("What is the fee?\nThanks, Lou Marsh", "Marsh Kennels Ltd", "Lou Marsh"),
    ],
)
def test_a_name_below_a_letter(text: str, header: str, name: str) -> None:
    assert name_signed(text, header) == name


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Yours\n14 Weir Lane, Osterby, Fenbridge FB6 2RD", "14 Weir Lane, Osterby, Fenbridge"),
        ("Flat 9 Barley Court FB3 5NE", "Flat 9 Barley Court"),
        ("brown bin not done at 8 orchard way FB3 4TT everyone elses was", "8 orchard way"),
        ("A\n2 Priory Terrace\nFB2 6AA", "2 Priory Terrace"),
        ("The pothole outside 40 Castle Road was filled. " + "It took weeks. " * 12, ""),
        ("I have rung 3 times.", ""),
        ("Jo\n07700 900781\n29 Barn Road FB8 1NA", "29 Barn Road"),
        ("Yours\nThe Old Mill, Church Lane, Hale FB8 2NX", "The Old Mill, Church Lane, Hale"),
        ("Yours\nThornfield, Hale FB8 2NX", "Thornfield, Hale"),
        ("Complaint by Mrs A Dunn, Rose Cottage, Hale Lane FB8 2NX", "Rose Cottage, Hale Lane"),
        ("Ann\n2 Custom House Steps, Hale FB8 2NX", "2 Custom House Steps, Hale"),
        ("ann 17 mill walk far end FB8 2NX", "17 mill walk, far end"),
        ("Ann\nflat 3, 9 church stile hale FB8 2NX", "flat 3, 9 church stile hale"),
        ("Ann\nDunn Stores, 210 High Street, Hale FB8 2NX", "Dunn Stores, 210 High Street, Hale"),
        ("I lived at 14 Fen View until May and now 2 Mason Court.", "2 Mason Court"),
    ],
)
def test_the_writers_own_address(text: str, address: str) -> None:
    assert address_in(text) == address


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("It only started this morning.", "2026-07-22"),
        ("Nobody came last Thursday.", "2026-07-16"),
        ("No hot water since the 3rd of July, they said the 10th.", "2026-07-03"),
        ("Missed on 9 June, 23 June and 7\nJuly.", "2026-07-07"),
        ("I reported it on 2 May and again on 4 June.", "2026-05-02"),
        ("On 1 April you took it twice. I telephoned on 2 April.", "2026-04-01"),
        ("Call me on 30 December 2027.", None),
        ("Nothing is said.", None),
        ("3 July 2026\n\nOn Monday 29 June the crew drove past.", "2026-06-29"),
        (
            "I rang on 4 June. On Friday 12 June I fell over the bags. It is now the 1st of July.",
            "2026-06-12",
        ),
        (
            "Your letter of 3 June said so. It was left on 2 June, and again on 9 June.",
            "2026-06-09",
        ),
        ("I was told it would be done by 10 June. It broke on 1 June.", "2026-06-01"),
        ("He drove off on the 9th.", "2026-07-09"),
        ("He was rude to me Tuesday last week.", "2026-07-14"),
        ("It was sprayed on New Year's Eve. We reported it on 2 January.", "2025-12-31"),
        ("If I have no badge on 1 August I cannot work. I applied on 20 May.", "2026-05-20"),
        ("My boiler packed in tonight, do not leave us till Monday.", "2026-07-22"),
    ],
)
def test_the_day_it_happened(text: str, on: str | None) -> None:
    told = happened_on(text, WEDNESDAY)
    assert (told.on.isoformat() if told else None) == on


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("It was in the summer of 2023.", "2023-08-31"),
        ("I fell last summer.", "2025-08-31"),
        ("Two years ago you cut my tree.", "2024-07-22"),
        ("back in 2022", "2022-12-31"),
    ],
)
def test_a_season_or_a_year_is_dated_from_the_mail(text: str, on: str) -> None:
    assert [one.on.isoformat() for one in told_dates(text, WEDNESDAY)] == [on]


def test_where_they_live_may_stand_behind_their_name() -> None:
    assert address_in("See below.\n\nAnn Dunn, Sorrel Lane", "Ann Dunn") == "Sorrel Lane"
    assert address_in("See below.\n\nAnn Dunn, Sorrel Lane", "Pat Dunn") == ""

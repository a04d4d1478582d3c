"""What a clerk copies out of a letter that is no form: the name below it, the address, the day it happened."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailroom.rules.happened import happened_on
from mailroom.rules.particulars import particulars
from mailroom.rules.reading import Reading
from mailroom.rules.signed import name_signed, person_of
from mailroom.rules.told_dates import month_told, told_dates
from parsers.message import read_message

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
        ("Yours\nCllr May Dunn", "Cllr May Dunn", ""),
        ("Yours\nMay and Ted Dunn\n3 High Street", "May Dunn", "May and Ted Dunn"),
        ("What is the fee? Thanks, Lou Marsh", "Marsh Kennels Ltd", "Lou Marsh"),
        ("What is the fee?\nThanks, Lou Marsh", "Marsh Kennels Ltd", "Lou Marsh"),
        ("Yours\nRev. Ida Plum", "Rev. Ida Plum", ""),
        ("Yours\nMrs. Joanna Plum", "Jo Plum", "Mrs. Joanna Plum"),
        ("Mend it.\n\nIda Plum\nRector", "Rev. Ida Plum", "Ida Plum"),
        ("Mend it.\n\nS. Okon", "Dr Sade Okon", ""),
        ("It was dark.\nWendy Orrell\nStock Room\nOrrell Skips Ltd", "Accounts", "Wendy Orrell"),
        ("Yours faithfully\nB. Latch\nLatch & Pell LLP", "Claims Dept", "B. Latch"),
        ("We want it cut. Sal Reed on behalf of 18 houses", "Elm Row Residents", "Sal Reed"),
        ("It is dark.\nJoe Lumb (chair)", "Friends of Elm Row", "Joe Lumb"),
        ("It drips all night. Pam Lowe 01632 960277", "P Lowe", "Pam Lowe"),
        ("what do i do. cheers dave", "Dave K", "Dave"),
        ("what do i do. Dave Kemp", "Dave K", "Dave Kemp"),
        ("It is shut again.\nOlly Frome\n07700 900870", "Olly's Kiosk", "Olly Frome"),
        ("Lovely.\nMeg and Ron Dunn\nBrindley Moor", "Meg & Ron Dunn", "Meg and Ron Dunn"),
        ("someone's left 12 sacks by the bridge", "Meg", ""),
        (
            "Kindly acknowledge within 21 days.\nYours faithfully,\nLatch Pell LLP",
            "Latch Pell LLP",
            "",
        ),
        ("I remain\nGood evening", "Hale Kennels Ltd", ""),
        ("The sky is dark.\n\nMrs Hambly, 22 Fore Street", "Jean Hambly", ""),
        ("Signed: J. Trent, S. Hill and 17 others", "Beech Road Tenants", ""),
        ("Quote SUMMIT20 at checkout.\nThe Events Team", "Conference Team", ""),
        ("It is loud.\nAlma Court, flat 8", "A worried neighbour", ""),
    ],
)
def test_a_name_below_a_letter(text: str, header: str, name: str) -> None:
    assert name_signed(text, header) == name


@pytest.mark.parametrize(
    ("text", "email", "name"),
    [
        ("it came off\nsam, im 15", "sam.rides@home.example", "sam"),
        ("Put him back on.\nBarry\nHale Fish Bar, 3 The Strand", "barry@fish.example", "Barry"),
        ("It is cold. tom scarr", "tomscarr@home.example", "tom scarr"),
        ("It is cold. bins outside", "tomscarr@home.example", ""),
        ("It is cold.\nDisgusted", "tomscarr@home.example", ""),
    ],
)
def test_a_first_name_alone_is_told_by_the_address_it_came_from(
    text: str, email: str, name: str
) -> None:
    assert name_signed(text, "", email) == name


def test_who_writes_from_a_firm_is_named_without_it() -> None:
    assert person_of("Bex at Wave & Flour") == "Bex"
    assert person_of("Capt. R. J. Hythe (Retd)") == "Capt. R. J. Hythe"
    assert person_of("Ida Plum RIBA") == "Ida Plum"
    assert person_of("Office of Ida Plum MP") == "Office of Ida Plum MP"


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
        ("Could the date be moved to 14 August, please?", None),
        ("You have until Friday 30 October to pay. The wall fell on 3 July.", "2026-07-03"),
        ("The fair is on 8 August.", None),
        ("It has been dark since 8 August.", "2025-08-08"),
        ("The fence was pulled down on 8 August last year.", "2025-08-08"),
        ("The fence came down on 2 November.", "2025-11-02"),
        ("On 11/2 I fell on a raised flag.", "2026-02-11"),
        ("On 11/27 of them I fell.", None),
        ("Last Tuesday, the 14th, nobody came.", "2026-07-14"),
        ("Weds 15th nobody came.", "2026-07-15"),
        ("He waits for the lorry every single Tuesday.", None),
        ("That is the third Saturday this term.", None),
        ("Open Mon, Wed, Thu mornings.", None),
        ("It fell on 9 June. My badge ran out on 30 June.", "2026-06-09"),
        ("My badge ran out on 30 April. I applied to renew on 2 March.", "2026-03-02"),
        ("It was stopped on 1 June. I have rung four times since the 9th.", "2026-06-01"),
        ("It was stopped on 1 June. Nobody has answered since 9 June.", "2026-06-01"),
        ("My father died on 2 May. A demand came for him on 9 June.", "2026-06-09"),
        ("It came down on 1 June. Nobody swept it up. It blew over on 9 June.", "2026-06-01"),
        ("It was missed on 1 June and on 15 June. The next day was the 16th.", "2026-06-15"),
        ("It was left on 8 June. Each time I rang you said soon.", "2026-06-08"),
    ],
)
def test_the_day_it_happened(text: str, on: str | None) -> None:
    told = happened_on(text, WEDNESDAY)
    assert (told.on.isoformat() if told else None) == on


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("You blocked the ditch in February 2024.", "2024-02"),
        ("It has been so since late Aug 2023.", "2023-08"),
        ("It began in June 2021 and again in May 2022.", ""),
        ("The road will be shut in June 2027.", ""),
        ("I told you in February.", ""),
    ],
)
def test_a_month_told_with_its_year_stands_where_no_day_does(text: str, month: str) -> None:
    assert month_told(text, WEDNESDAY) == month
    assert told_by(text).get("incident_date", "") == month


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


def told_by(text: str, head: str = "", *, of_ours: bool = False) -> dict[str, str]:
    raw = f"From: Ann Dunn <ann@home.example>\nSubject: Bins\n{head}\n{text}\n".encode()
    message = read_message(raw, trusted_authserv=())
    mail = Reading(0, datetime(2026, 7, 22, 9, tzinfo=UTC), message, ())
    return particulars(mail, of_ours=of_ours)


@pytest.mark.parametrize(
    ("text", "asks_for"),
    [
        (
            "You owe me. I want the \u00a312.40 back by post. Ann",
            "I want the \u00a312.40 back by post.",
        ),
        (
            "It was missed at 2.15 p.m. on Monday and I would like Mrs. Hale to ring me. Ann",
            "It was missed at 2.15 p.m. on Monday and I would like Mrs. Hale to ring me.",
        ),
        (
            "I have had enough of all this and now I expect somebody above\nthe manager to see to it.",
            "I have had enough of all this and now I expect somebody above the manager to see to it.",
        ),
        ("I want it mended\nAnn Dunn", "I want it mended"),
        (
            "I have had enough of all of this by now and I want it mended\nAnn Dunn\n1 Ferry Road",
            "I have had enough of all of this by now and I want it mended",
        ),
        ("I want to add that I use a stick. I need a ramp.", "I need a ramp."),
        ("I want to say thank you.", ""),
        ("I thought you had heard. I wish!!!", ""),
        ("(He said he would not.) I want a ramp.", "I want a ramp."),
        ("So it went on" + ", and on" * 30 + " and I want a ramp.", "I want a ramp."),
    ],
)
def test_what_they_want_is_copied_out_as_a_whole_sentence(text: str, asks_for: str) -> None:
    assert told_by(text).get("asks_for", "") == asks_for


@pytest.mark.parametrize(
    ("head", "of_ours"), [("", True), ("Auto-Submitted: auto-replied\n", False)]
)
def test_of_a_colleague_and_a_machine_only_who_wrote_is_copied_out(
    head: str, of_ours: bool
) -> None:
    text = "I am on leave since 1 July. I need more time. Ring 01632 960001.\n2 Ferry Road CV9 9ZZ"
    assert set(told_by(text)) > {"phone", "incident_date", "asks_for", "address"}
    assert set(told_by(text, head, of_ours=of_ours)) == {"name", "email"}

"""Where the writer lives, as letters tell it: before a postcode, at the foot, in a sentence; nobody else's door."""

from __future__ import annotations

import pytest

from mailroom.rules.homes import address_in

STORY = "The lorry never came and nobody has told us why it did not. " * 4


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
        ("The Intake Team\nPO Box 118, Coldharbour CV9 9ZZ", ""),
        ("The Intake Team, P.O. Box 118, Coldharbour", ""),
        ("Could I hear from you before\n12 April\nThank you", ""),
        ("12 April Close\nCV9 9ZZ", "12 April Close"),
        ("Lamp post 22 Ferry Road has been out since Easter.", ""),
        ("22 on ferry road has been out since Easter.", ""),
        ("Ann\n3 times in Ferry Road now", ""),
    ],
)
def test_the_writers_own_address(text: str, address: str) -> None:
    assert address_in(text) == address


def test_where_they_live_may_stand_behind_their_name() -> None:
    assert address_in("See below.\n\nAnn Dunn, Sorrel Lane", "Ann Dunn") == "Sorrel Lane"
    assert address_in("See below.\n\nAnn Dunn, Sorrel Lane", "Pat Dunn") == ""


@pytest.mark.parametrize(
    ("foot", "address"),
    [
        (
            "Ann Dunn\nThe Old Coach House, Wheat Lane, Hale",
            "The Old Coach House, Wheat Lane, Hale",
        ),
        ("Ann Dunn\nLock House\nCanal Way\nCV9 9ZZ", "Lock House, Canal Way"),
        ("A. Dunn, Bluebell Lodge, Hale. Please write in big letters.", "Bluebell Lodge, Hale"),
        ("A Dunn, Low Hob Farm, Hale. 01632 960455", "Low Hob Farm, Hale"),
        ("A. Dunn\n(Spindrift, Gull Point)", "Spindrift, Gull Point"),
        ("Ann, Tannery Street", "Tannery Street"),
        ("Ann Dunn\n7 Scar Foot", "7 Scar Foot"),
        ("Ann Dunn, Flat 2, 71 Haymarket", "Flat 2, 71 Haymarket"),
        ("Ann Dunn\n4, Almoner's Court,\nHale,\nCV9 9ZZ", "4, Almoner's Court, Hale"),
        ("22 Mill Road\nAnn Dunn", "22 Mill Road"),
        ("Ann Dunn 22 Mill Road Hale", "22 Mill Road, Hale"),
        ("Ann Dunn\nCredit Control\nGreen Arrow Skips Ltd", ""),
        ("Ann Dunn\nReporter, The Hale Packet", ""),
        ("Ann Dunn\nDunn Cycles, Market Street, Hale", ""),
        ("Ann Dunn (chair)", ""),
        ("Ann Dunn\nFriends of Saxby Fields", ""),
        ("Ann Dunn\nTy Gwyn, 5 Chapel Rise, Hale", "Ty Gwyn, 5 Chapel Rise, Hale"),
        ("Ann Dunn\nDunn Hardware, 14 Fore Street, Hale", "14 Fore Street, Hale"),
        ("Ann Dunn, Hale", ""),
        ("Pat Reed\nKiln Cottage, Hale", ""),
    ],
)
def test_an_address_below_a_signature(foot: str, address: str) -> None:
    assert address_in(f"{STORY}\n\n{foot}", "Ann Dunn") == address


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("I am a tenant at 52 Fell Road, Pike Hill.", "52 Fell Road, Pike Hill"),
        ("Blue bin for 22 Rose Street was missed.", "22 Rose Street"),
        ("Please collect a sofa from 118 Hart Avenue.", "118 Hart Avenue"),
        ("The window at 5 Alma Road, Hale has not closed since then.", "5 Alma Road, Hale"),
        ("I live with my brother at Fellgate, Cawdale CV9 9ZZ and pay.", "Fellgate, Cawdale"),
        ("I am now the only adult at Quarry Cottage, Upper Hale.", "Quarry Cottage, Upper Hale"),
        ("Moving out of 11 Orchard Mead to Leeds.", "11 Orchard Mead"),
        ("I live at 5 Alma Road, Monday is best.", "5 Alma Road"),
        ("Postal vote for me and my wife. 14 Cooper's Drift. Thank you.", "14 Cooper's Drift"),
        (
            "Please collect a chair from The Hollies, Clee Marsh, CV9 9ZZ.",
            "The Hollies, Clee Marsh",
        ),
        ("The bass comes through our bedroom wall in Cobbler's Row until 11.", "Cobbler's Row"),
        ("One went through my side fence on Tanner Row and off they drove.", "Tanner Row"),
        ("Two bags lie in Cobbler's Row.", ""),
        ("My badge is no. 2217, Mo Reed.", ""),
        ("We play 5 a side on the pitch.", ""),
        ("They mean to build 60 houses behind Hagg View.", ""),
        ("The old chap opposite at 9 Ropery Street is confused.", ""),
        ("It was called off on 31 January the other side had come.", ""),
        ("I got 3 bus lane fines in a day.", ""),
        ("An extension is going up at number 9 Linnet Road.", ""),
        ("The bloke next door (33 Osier Street) built it.", ""),
        ("My mum is at 5 Alma Road, Ivy, she is 88.", "5 Alma Road"),
        ("Their bins stand at number 4 and the van at 20 past 7.", ""),
        ("The man at 61 Alma Road shouts all night.", ""),
        ("There are bags outside 61 Alma Road.", ""),
        ("We are 31 households of Alma Court.", ""),
        ("It is 400 metres from the gate.", ""),
        ("On 6 June in Sheep Street they came.", ""),
        ("She lives at Quarry Cottage, Upper Hale.", ""),
        ("I have lived by 3 Alma Road and by 9 Mill Lane, and walk past both.", ""),
        ("We have had 44 flats built.", ""),
        ("It took 7 Saturdays.", ""),
    ],
)
def test_an_address_in_a_sentence(told: str, address: str) -> None:
    assert address_in(f"{STORY}{told} {STORY}") == address

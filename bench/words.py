"""What residents write about: sentences by service, put together by a seed so that no two letters are alike."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FIRST = (
    "Aled Alma Anwen Arjun Beatrix Callum Carys Chioma Dafydd Delphine Edith Ewan Farah Fergus Gloria Hamish Ines "
    "Iwan Jarek Jocelyn Kezia Lamar Leila Magda Marlon Nadia Nerys Odette Osman Petra Quentin Ravi Rhona Sefton "
    "Sunita Tamar Ulric Vera Wanda Yusuf"
).split()
LAST = (
    "Abara Ainscough Barraclough Bielak Bramwell Castellane Cheruiyot Dunmore Eastwick Ferreday Galbraith Hallam "
    "Ibbotson Jankowski Kettering Lumley Mbeki Norcross Oakenshaw Pettigrew Quayle Rasool Satterley Tordoff Umney "
    "Varley Wainfleet Yardley Zielinska"
).split()
STREETS = (
    "Alder Close, Bellfoundry Row, Cinder Lane, Dovecote Drive, Eelpie Walk, Ferry Street, Glebe Road, Hawthorn Way, "
    "Ironmonger Street, Juniper Avenue, Kiln Terrace, Lockkeeper's Yard, Maltings Square, Nightingale Court, "
    "Orchard Rise, Priory Gardens, Quarry Bank, Ropewalk, Saltmarsh Road, Tannery Lane, Upper Wharf, Vicarage Hill"
).split(", ")
MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What can go wrong with a service: its heading, and what people say happened."""

    service: str
    subject: str
    happened: tuple[str, ...]
    wanted: str


TROUBLES = (
    Trouble(
        "waste",
        "missed bin collection",
        (
            "The bin crew drove past {place} again on {day} and left every wheelie bin on our side full.",
            "I rang on {day} and was told that the recycling would be emptied within two days; nobody came.",
            "The refuse lorry has now missed us {times} times since {month}, and the food caddy as well.",
            "Rubbish is lying along the pavement outside number {number} and the foxes have been at it.",
        ),
        "I want the missed collection made and somebody to tell me why this keeps happening",
    ),
    Trouble(
        "streets",
        "fly-tipping that nobody clears",
        (
            "There has been fly-tipping behind {place} since {month}: mattresses, paint tins and a broken wardrobe.",
            "I reported the litter and the dog fouling on {day} and again {times} weeks later, and nothing was done.",
            "The road sweeper has not been down here since {month} and the gullies are blocked with leaves.",
            "Street cleaning told me it would be cleared by {day}, which was {times} weeks ago.",
        ),
        "I expect the fly-tipping to be cleared and the street cleaning to be what we pay for",
    ),
    Trouble(
        "repairs",
        "repair still not done",
        (
            "The boiler at {number} {place} broke down on {day} and we have had no hot water since.",
            "Your plumber did not come on {day}, nor on the new date in {month}, and nobody telephoned.",
            "There is damp and black mould in the back bedroom and the leak above it drips into a bucket.",
            "I have reported this repair {times} times and each time I am given another job number.",
        ),
        "I want the repair done properly and an apology for the days I have waited in",
    ),
    Trouble(
        "tax",
        "council tax bill is wrong",
        (
            "My council tax bill of {day} still leaves out the single person discount that I applied for in {month}.",
            "I have sent the same form {times} times and rang on {day}; the person on the telephone was dismissive.",
            "Now a reminder notice has come for council tax that I paid by direct debit in {month}.",
            "At number {number} we have always been in band C and nobody can tell me why that has changed.",
        ),
        "I want the bill corrected and it put in writing that the reminder was a mistake",
    ),
    Trouble(
        "benefits",
        "housing benefit delayed",
        (
            "My housing benefit stopped in {month} without a letter and I only heard when the rent was not paid.",
            "I sent the payslips for the benefit claim on {day}, and then again {times} weeks later by recorded post.",
            "The benefits office says that there is an overpayment, but nobody can show me how it was worked out.",
            "I was kept on the line for {number} minutes on {day} and was then cut off.",
        ),
        "I want the claim decided now and the delay explained",
    ),
    Trouble(
        "parking",
        "parking permit not renewed",
        (
            "I paid for the resident permit for {place} on {day} and it has still not come.",
            "The parking warden has put {times} notices on my windscreen although the permit was paid for in {month}.",
            "Visitor permits that I ordered in {month} went to number {number}, which is not my address.",
            "When I rang the parking office on {day} I was told to apply again and pay again.",
        ),
        "I want the permit sent and the notices cancelled",
    ),
    Trouble(
        "parks",
        "playground left broken",
        (
            "The swings at the play area by {place} have been broken since {month} and there is glass below the slide.",
            "I reported it on {day}; somebody put tape round it and it has stayed like that for {times} weeks.",
            "The grass cutting at the cemetery stopped in {month} and the graves along the hedge cannot be reached.",
            "On {day} the mower went over the flowers that we had planted for number {number}.",
        ),
        "I want the playground made safe and the mowing done as it was promised",
    ),
    Trouble(
        "noise",
        "noise that nobody deals with",
        (
            "The noise from the yard behind {place} goes on past midnight, on {day} until half past two.",
            "I have filled in the noise diary for {times} weeks as the noise team asked, and heard nothing.",
            "The barking from number {number} starts at five in the morning and never stops before eight.",
            "I rang the noise team on {day} and nobody answered; the message I left was not answered either.",
        ),
        "I want environmental health to come and hear the noise for themselves",
    ),
)

ASIDES = (
    "I have lived here for {number} years and have never had to write a letter like this one.",
    "Nobody has been able to tell me who is responsible, and each person I speak to starts from the beginning.",
    "I took photographs on {day} and can show them to whoever deals with this.",
    "The person I spoke to was polite enough, but what was promised did not happen.",
    "My neighbours at {place} say the same, and two of them have given up ringing.",
    "I kept a note of the calls: {day}, then twice in {month}, and once since.",
    "It cannot be right that people have to chase the council {times} times for something so simple.",
    "I pay for this and I still do not get what the leaflet says I should.",
    "Everything I was told in {month} has turned out to be wrong.",
    "I do not blame the people who answer the telephone, but somebody has to take this in hand.",
    "If there is a form for this I could not find it on your website, so I am writing instead.",
    "It is unacceptable that nothing at all has been done since {month}.",
)
MORE = (
    "I forgot to say that this also happened on {day}, before the dates in my first message.",
    "Since I wrote, a person in a van came to {place}, looked at it for a minute and left again.",
    "You asked when I first rang: it was on {day}, shortly after nine in the morning.",
    "The number of the job that I was given in {month} ends in {number}, in case that is of use.",
    "There is one thing to add: the same happened to the people at number {number} on {day}.",
)


def fill(sentence: str, chance: Random) -> str:
    """The sentence with a place, days and numbers of its own."""
    return sentence.format(
        place=chance.choice(STREETS),
        day=f"{chance.randint(1, 28)} {chance.choice(MONTHS)}",
        month=chance.choice(MONTHS),
        times=chance.choice(("two", "three", "four", "five")),
        number=chance.randint(2, 190),
    )


def story(trouble: Trouble, chance: Random, paragraphs: int) -> list[str]:
    """A letter's paragraphs: what happened, more of it, what is wanted."""
    told = [fill(one, chance) for one in trouble.happened]
    chance.shuffle(told)
    body = [f"I want to make a formal complaint about a {trouble.subject}. {told[0]} {told[1]}"]
    for _ in range(paragraphs):
        asides = chance.sample(ASIDES, 3)
        body.append(" ".join(fill(one, chance) for one in asides))
    return [*body, f"{told[2]} {told[3]}", f"{trouble.wanted}, and a reply in writing."]

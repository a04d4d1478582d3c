"""South Cambridgeshire as a council of tests: the corporate services, housing's own, and everybody whom its two
policies name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from mailroom.clock import SetClock
from mailroom.reports.as_text import as_text
from mailroom.reports.gather import gather
from mailroom.reports.report import make
from mailroom.rules.policy import built_in_folder
from mailroom.rules.report_periods import read_period
from parsers.documents import Reader
from tests.acts.council import Council, text_of
from tests.jobs.town import START, Town

CORPORATE, HOUSING = "south-cambs-corporate", "south-cambs-housing"
# While the law still had designated persons; a Tuesday.
IN_2014 = datetime(2014, 10, 7, 9, 0, tzinfo=UTC)
ASB, ADVICE, MO = "asb@ashford.example", "advice@ashford.example", "mo@ashford.example"
RIA, HUW, DEE = "ria.bell@ashford.example", "huw.kane@ashford.example", "dee.fox@ashford.example"
JO, ANN, SAM = "jo.park@ashford.example", "ann.peel@ashford.example", "sam.lee@ashford.example"
KIT, OFFICER = "kit.roe@ashford.example", "olu.day@ashford.example"
UNA, TOM = "una@home.example", "tom@home.example"

CONFIG = """
[council]
name = "Ashford Moor Council"
feedback_address = "feedback@ashford.example"
reference_prefix = "AMC"
phone = "01234 567890"
trusted_authserv = ["mx.ashford.example"]

[record]
url = "sqlite:///record.sqlite"

[[mailboxes]]
name = "feedback"
kind = "maildir"
path = "mailbox"

[post]
kind = "maildir"
path = "post"

[policy]
default = "{policy}"
folder = "policies"

[letters]
folder = "letters"

[secrets]
signing_key_file = "signing-key"

[roles]
chief_executive = {{ name = "Ann Peel", email = "ann.peel@ashford.example", title = "Chief Executive" }}
monitoring_officer = {{ name = "Moz Orr", email = "mo@ashford.example", title = "Monitoring Officer" }}
anti_social_behaviour_team = {{ name = "Abi Stone", email = "asb@ashford.example", title = "ASB Team" }}
housing_advice_team = {{ name = "Ada Vice", email = "advice@ashford.example", title = "Housing Advice" }}

[[services]]
id = "waste"
name = "Waste"
area = "Environment"
words = ["bin", "bins", "missed collection"]
manager = {{ name = "Sam Lee", email = "sam.lee@ashford.example", title = "Waste Manager" }}
head = {{ name = "Kit Roe", email = "kit.roe@ashford.example", title = "Head of Environment" }}
director = {{ name = "Dee Fox", email = "dee.fox@ashford.example", title = "Director of Place" }}

[[services]]
id = "housing_repairs"
name = "Housing Repairs"
area = "Housing"
ombudsman = "housing"
words = ["repair", "repairs", "leak", "boiler", "tap"]
manager = {{ name = "Ria Bell", email = "ria.bell@ashford.example", title = "Repairs Manager" }}
head = {{ name = "Huw Kane", email = "huw.kane@ashford.example", title = "Head of Housing" }}
director = {{ name = "Dee Fox", email = "dee.fox@ashford.example", title = "Director of Place" }}
roles = {{ officer = {{ name = "Olu Day", email = "olu.day@ashford.example", title = "Surveyor" }} }}

[[services]]
id = "housing_options"
name = "Housing Options"
area = "Housing"
words = ["homeless", "housing register", "allocation", "banding"]
manager = {{ name = "Ada Vice", email = "advice@ashford.example", title = "Options Manager" }}
head = {{ name = "Huw Kane", email = "huw.kane@ashford.example", title = "Head of Housing" }}
director = {{ name = "Dee Fox", email = "dee.fox@ashford.example", title = "Director of Place" }}

[[coordinators]]
name = "Jo Park"
email = "jo.park@ashford.example"
"""

BIN = (
    "I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January, I reported each missed"
    " collection online, and nobody has come. I want it emptied and an apology.\n\nUna Firth, 3 Hill Road"
)
LEAK = (
    "I wish to make a formal complaint. The leak in our kitchen was to be repaired on 6, 13 and 20 January. I waited"
    " at home each time, reported it again, and nobody has come. I want it mended and an apology.\n\nTom Marsh, 4 Elm"
    " Close"
)
ANSWER = (
    "Dear Resident\n\nI am sorry that this was missed on three days. The crew had an old list, and nobody told them"
    " of the change. We have given them the new list, so that it will not happen again.\n\nYours sincerely"
)
NOT_SATISFIED = "I am not satisfied with your response. Please take my complaint to stage 2."


def town_of(
    folder: Path,
    reader: Reader,
    policy: str,
    start: datetime = START,
    change: Callable[[str], str] | None = None,
) -> Council:
    """The council under a policy, from a day on; `change` edits the policy's text first."""
    town = Town(folder, reader, CONFIG.format(policy=policy), SetClock(start))
    if change is not None:
        text = (built_in_folder() / f"{policy}.toml").read_text()
        changed = change(text)
        assert changed != text
        (folder / "policies" / "own.toml").write_text(changed)
        town.open(CONFIG.format(policy="own"))
    return Council(town)


def named(letters: list[EmailMessage], email: str, words: str) -> list[str]:
    """The letters to somebody with these words in the subject or the text."""
    found = [(str(one["Subject"]), text_of(one)) for one in letters if email in str(one["To"])]
    return [text for subject, text in found if words in subject or words in text]


def write(council: Council, sender: str, subject: str, text: str) -> list[EmailMessage]:
    """Somebody writes, and the house works; what went out."""
    council.town.mail(sender, subject, text)
    return council.work()


def waits(council: Council, number: int) -> str:
    """Why a message waits for a person; '' where it does not."""
    mail = council.town.message(number)
    return mail.reason if mail.state in ("HELD", "FAILED") else ""


def report(council: Council, name: str, period: str, service: str = "") -> str:
    """A report that the default policy promises, as it is read; each line's gaps made two spaces."""
    house = council.town.house
    policy = house.policies[house.config.policy.default]
    rule = next(one for one in policy.reports if one.name == name)
    with council.town.record.read() as conn:
        seen = gather(house, conn, read_period(period), house.today(), anonymous=rule.anonymous)
    made = make(seen, policy, rule, [service] if service else None)
    return "\n".join(re.sub(r" {2,}", "  ", line.strip()) for line in as_text(made).splitlines())


def asks_always(council: Council) -> None:
    """From now on the house is sure of nothing, and a person decides on every mail."""
    council.town.open(f"{council.town.config}\n[triage]\nthreshold = 1.0\n")

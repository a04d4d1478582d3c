"""South Cambridgeshire under its policy of 2021 as a council of tests: everybody whom it names, and what people do."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailroom.clock import SetClock
from mailroom.commands.queue_page import page_of
from mailroom.jobs import by_hand, by_hand_page, by_hand_refuse, by_hand_register
from mailroom.jobs.by_hand_look import look
from mailroom.jobs.by_hand_refuse import Words
from mailroom.jobs.by_hand_register import Wishes
from mailroom.reports.as_text import as_text
from mailroom.reports.gather import gather
from mailroom.reports.report import make
from mailroom.rules.disposition import Act
from mailroom.rules.policy import built_in_folder
from mailroom.rules.report_periods import read_period
from parsers.documents import Reader
from store import cases, journal
from tests.acts.council import CONFIG, JO, Council, text_of
from tests.jobs.town import START, Town

POLICY = "south-cambs-2021"
CHAMP, HOT, LEAD = "chas@ashford.example", "hope@ashford.example", "lea@ashford.example"
CCM, HR, MON = "cam@ashford.example", "hari@ashford.example", "mona@ashford.example"
ERMINE, DESK, OFFICER = "desk@ermine.example", "care@ashford.example", "olu@ashford.example"
RITA, HUW, PLAN = "rita@ashford.example", "huw@ashford.example", "petra@ashford.example"
TOM, LGO, HOS = "tom@home.example", "0300 061 0614", "0300 111 3000"
_ROLES = f"""[roles]
complaints_champion = {{{{ name = "Chas Moor", email = "{CHAMP}", title = "Complaints Champion" }}}}
head_of_transformation = {{{{ name = "Hope Trent", email = "{HOT}" }}}}
leadership_team = {{{{ name = "Lea Tam", email = "{LEAD}" }}}}
complaints_manager = {{{{ name = "Cam Marsh", email = "{CCM}" }}}}
customer_contact = {{{{ name = "Customer Contact Service", email = "{DESK}" }}}}
hr = {{{{ name = "Hari Rowe", email = "{HR}", title = "Human Resources" }}}}
monitoring_officer = {{{{ name = "Mona Hart", email = "{MON}", title = "Monitoring Officer" }}}}
ermine_street_housing = {{{{ name = "Ermine Street Housing", email = "{ERMINE}" }}}}
"""


def _service(id_: str, name: str, words: str, manager: str, head: str, more: str = "") -> str:
    return f"""
[[services]]
id = "{id_}"
name = "{name}"
words = [{words}]
manager = {{{{ {manager} }}}}
head = {{{{ {head} }}}}
{more}
"""


_RITA = f'name = "Rita Bell", email = "{RITA}", title = "Housing Manager"'
_HOUSING = 'ombudsman = "housing"'
_OPTIONS_WORDS = '"homeless", "housing register"'
_HUW = f'name = "Huw Kane", email = "{HUW}", title = "Head of Housing"'
_PETRA = f'name = "Petra Lane", email = "{PLAN}"'
_OLU = f'ombudsman = "housing"\nroles = {{{{ officer = {{{{ name = "Olu Day", email = "{OFFICER}" }}}} }}}}'
_LED = (
    'roles = {{ lead_authority = {{ name = "Waste complaints", email = "waste@upwell.example",'
    ' title = "Upwell District Council" }} }}'
)
_SERVICES = "".join(
    (
        _service("repairs", "Housing Repairs", '"repairs", "boiler"', _RITA, _HUW, _OLU),
        _service("housing_options", "Housing Options", _OPTIONS_WORDS, _RITA, _HUW, _HOUSING),
        _service("benefits", "Benefits", '"housing benefit"', _RITA, _HUW),
        _service("planning", "Planning", '"planning"', _PETRA, _HUW),
        _service("shared_waste", "Recycling", '"recycling", "blue bin"', _PETRA, _HUW, _LED),
    )
)  # fmt: skip
DISTRICT = (
    CONFIG.replace("[roles]\n", _ROLES)
    .replace("[[coordinators]]", _SERVICES + "\n[[coordinators]]")
    .replace("reference_prefix", 'phone = "01954 713 000"\nurl = "https://scambs.example"\nreference_prefix')
)  # fmt: skip
LEAK = (
    "I wish to make a formal complaint. The boiler was to be mended on 6, 13 and 20 January. I stayed at home each"
    " time, the repairs team never came, and I want it mended and an apology.\n\nTom Marsh, 4 Elm Close"
)
NOT_SATISFIED = "I am not satisfied with your response. Please take my complaint to stage 2."


class District(Council):
    """The council, with a coordinator who decides what waits."""

    def writes(self, sender: str, subject: str, text: str) -> list[EmailMessage]:
        """Somebody writes, and the house works; what went out."""
        self.town.mail(sender, subject, text)
        return self.work()

    def takes(
        self, sender: str, text: str, kind: str, service: str = "waste"
    ) -> list[EmailMessage]:
        """Somebody writes what is registered as this, by the rules or by a person; the letters."""
        sent = self.writes(sender, kind.replace("_", " ").capitalize(), text)
        if self.waits:
            sent += self.register(service, kind=kind)
        assert self.cases()[-1].case.kind == kind
        return sent

    @property
    def last(self) -> int:
        """The number of the message that came last."""
        return int(str(self.town.sql("SELECT max(id) FROM incoming")[0][0]))

    @property
    def waits(self) -> str:
        """Why the message that came last waits for a person; '' where it does not."""
        mail = self.town.message(self.last)
        return mail.reason if mail.state in ("HELD", "FAILED") else ""

    def register(self, service: str = "waste", **wishes: object) -> list[EmailMessage]:
        """A person registers the message that came last; the letters."""
        said = Wishes(service=service, **wishes)  # type: ignore[arg-type]
        by_hand_register.register(self.town.house, self.town.reader, self.last, JO, said)
        return self.work()

    def refuse(self, code: str, service: str = "waste", **words: str) -> list[EmailMessage]:
        """A person refuses the message that came last; the letters."""
        said = Words(**{"why": "looked at it", **words})
        by_hand_refuse.refuse(self.town.house, self.town.reader, self.last, JO, code, service, said)
        return self.work()

    def attach(self, act: Act, case: int = 1, why: str = "") -> list[EmailMessage]:
        """A person puts the message that came last on a case; the letters."""
        reference = self.reference(case)
        by_hand.put_on_case(self.town.house, self.town.reader, self.last, JO, reference, act, why)
        return self.work()

    def reference(self, case: int = 1) -> str:
        """The reference of a case."""
        return self.town.case(case).case.reference

    def cases(self) -> list[cases.CaseFile]:
        """Every case, in the order in which they were opened."""
        count = int(str(self.town.sql("SELECT count(*) FROM cases")[0][0]))
        return [self.town.case(number) for number in range(1, count + 1)]

    def queue_page(self) -> str:
        """What a person sees of the message that came last."""
        found = look(self.town.house, self.town.reader, self.last)
        return " ".join(" ".join(page_of(self.town.house, found)).split())

    def case_page(self, case: int = 1) -> str:
        """What a person sees of a case."""
        from mailroom.commands.case_page import page_of as lines

        page = by_hand_page.page(self.town.house, self.reference(case))
        return " ".join(" ".join(lines(self.town.house, page)).split())

    def acts(self, case: int = 1) -> list[journal.Entry]:
        """What the journal has of a case."""
        return self.town.read(lambda conn: journal.entries_of(conn, case))


def district_of(
    folder: Path, reader: Reader, start: object = START, change: tuple[str, str] | None = None
) -> District:
    """The council, with nothing in it yet; `change` is a passage of the policy and what stands there instead."""
    town = Town(folder, reader, DISTRICT.format(policy=POLICY), SetClock(start))  # type: ignore[arg-type]
    if change is not None:
        text = (built_in_folder() / f"{POLICY}.toml").read_text()
        assert change[0] in text
        (folder / "policies" / "own.toml").write_text(text.replace(*change))
        town.open(DISTRICT.format(policy="own"))
    return District(town)


@pytest.fixture
def district(tmp_path: Path, reader: Reader) -> Iterator[District]:
    """The council of 2026, with nothing in it yet."""
    one = district_of(tmp_path, reader)
    yield one
    one.town.record.close()


def to(letters: list[EmailMessage], email: str, subject: str = "") -> str:
    """What went to somebody, as one text; only letters whose subject has these words, where some are given."""
    found = [one for one in letters if email in str(one["To"]) and subject in str(one["Subject"])]
    return "\n".join(text_of(one) for one in found)


def subjects(letters: list[EmailMessage], email: str) -> list[str]:
    """The subjects of what went to somebody."""
    return [str(one["Subject"]) for one in letters if email in str(one["To"])]


def report(council: District, name: str, period: str, *, service: str = "") -> str:
    """A report that the policy promises, as its readers have it."""
    house = council.town.house
    policy = house.policy(POLICY)
    rule = next(one for one in policy.reports if one.name == name)
    with house.record.read() as conn:
        seen = gather(house, conn, read_period(period), house.today(), anonymous=rule.anonymous)
    made = make(seen, policy, rule, (service,) if service else None)
    return " ".join(as_text(made).split())

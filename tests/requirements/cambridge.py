"""Cambridge City as a council of tests: services of several kinds, the offices of its policy, and whoever decides."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from mailroom.jobs import by_hand, by_hand_refuse, by_hand_register
from mailroom.jobs.by_hand_refuse import Words
from mailroom.jobs.by_hand_register import Wishes
from parsers.documents import Reader
from store import cases, duties, inbox
from store.states import IncomingState
from tests.acts.council import CONFIG, JO, Council, text_of
from tests.commands.conftest import mail_from
from tests.jobs.town import Town

MOZ, INA, HAN = "moz.day@ashford.example", "ina.cole@ashford.example", "han.reed@ashford.example"
LIZ, HUW, CES = "liz.law@ashford.example", "huw.kay@ashford.example", "ces.bell@ashford.example"
RIA, HEN, DOT = "ria.bell@ashford.example", "hen.kane@ashford.example", "dot.fox@ashford.example"
TOM, EVE = "tom@home.example", "eve@home.example"
_ROLES = f"""[roles]
monitoring_officer = {{ name = "Moz Day", email = "{MOZ}", title = "Monitoring Officer" }}
insurance = {{ name = "Ina Cole", email = "{INA}", title = "Insurance Officer" }}
hr = {{ name = "Han Reed", email = "{HAN}", title = "HR" }}
legal_services = {{ name = "Liz Law", email = "{LIZ}", title = "Legal Services" }}
housing_support_manager = {{ name = "Huw Kay", email = "{HUW}", title = "Housing Manager" }}
customer_service_centre = {{ name = "Ces Bell", email = "{CES}", title = "Customer Service Centre" }}
lead_complaints_officer = {{ name = "Jo Park", email = "{JO}" }}
"""


def _service(name: str, words: str, more: str = "") -> str:
    id_ = name.lower().replace(" ", "_")
    return f"""
[[services]]
id = "{id_}"
name = "{name}"
words = [{words}]
manager = {{ name = "Ria Bell", email = "{RIA}", title = "Manager" }}
head = {{ name = "Hen Kane", email = "{HEN}", title = "Head of Service" }}
director = {{ name = "Dot Fox", email = "{DOT}", title = "Director" }}
{more}
"""


_PARTNER = 'roles = { partner = { name = "Other Council", email = "clerk@other.example" } }'
_CREW = 'contractor = { name = "Greenways Ltd", email = "desk@greenways.example" }'
SERVICES = "".join(
    (
        _service(
            "Housing Repairs", '"repair", "repairs", "boiler", "leak"', 'ombudsman = "housing"'
        ),
        _service("Planning", '"planning"'),
        _service("Council Tax", '"council tax"'),
        _service("Homelessness", '"homeless"'),
        _service("Noise", '"noise", "noisy", "loud music"'),
        _service("Street Cleaning", '"street", "litter"', _CREW),
        _service("Building Control", '"building control"', _PARTNER),
    )
)


class City(Council):
    """The council, with a person who decides what waits."""

    def write(self, sender: str, subject: str, text: str) -> list[EmailMessage]:
        """Somebody writes, and the house works; the letters that went out."""
        self.town.mail(sender, subject, text)
        return self.work()

    @property
    def waiting(self) -> inbox.Incoming:
        """The message that came last of those that wait for a person."""
        held = (IncomingState.HELD, IncomingState.FAILED)
        return self.town.read(lambda conn: inbox.queue(conn, held, 50))[-1]

    def waits(self, number: int) -> bool:
        """Whether a message waits for a person."""
        return self.town.message(number).state is IncomingState.HELD

    @property
    def last(self) -> int:
        """The number of the message that came last."""
        return int(str(self.town.sql("SELECT max(id) FROM incoming")[0][0]))

    def reply(self, sender: str, text: str, letter: EmailMessage) -> list[EmailMessage]:
        """Somebody answers a letter of ours from whatever program; the letters that went out."""
        taken = f"{self.town.clock.now():%a, %d %b %Y %H:%M:%S +0000}"
        raw = mail_from(sender, f"Re: {letter['Subject']}", text, received=taken)
        self.town.lay(f"In-Reply-To: {letter['Message-ID']}\n".encode() + raw)
        return self.work()

    def register(self, number: int, **wishes: Any) -> list[EmailMessage]:
        """A person registers a message; the letters."""
        wishes.setdefault("service", "waste")
        by_hand_register.register(self.town.house, self.town.reader, number, JO, Wishes(**wishes))
        return self.work()

    def refuse(self, number: int, code: str, service: str = "", **words: str) -> list[EmailMessage]:
        """A person refuses a message; the letters."""
        said = Words(**{"why": "looked at it", **words})
        by_hand_refuse.refuse(self.town.house, self.town.reader, number, JO, code, service, said)
        return self.work()

    def taken_in(self, sender: str, text: str, **wishes: Any) -> list[EmailMessage]:
        """Somebody writes, and it is registered, by the rules or by a person; the letters."""
        sent = self.write(sender, "Complaint", text)
        return self.register(self.last, **wishes) if self.waits(self.last) else sent

    def attach(
        self, number: int, act: by_hand.Act, case: int = 1, why: str = ""
    ) -> list[EmailMessage]:
        """A person puts a message on a case; the letters."""
        reference = self.town.case(case).case.reference
        by_hand.put_on_case(self.town.house, self.town.reader, number, JO, reference, act, why)
        return self.work()

    def cases(self) -> list[cases.CaseFile]:
        """Every case, in the order in which they were opened."""
        count = int(str(self.town.sql("SELECT count(*) FROM cases")[0][0]))
        return [self.town.case(number) for number in range(1, count + 1)]

    def owes(self, name: str, case: int = 1) -> duties.Duty | None:
        """The open duty of that name on a case."""
        found = self.town.read(lambda conn: duties.duties_of(conn, case))
        return next((one for one in found if one.name == name and one.done_at is None), None)

    def reason(self, number: int) -> str:
        """Why a message is where it is."""
        return self.town.message(number).reason


def city_of(
    folder: Path, reader: Reader, change: tuple[str, str] | None = None, more: str = ""
) -> City:
    """The city, with nothing in it yet; `change` is a passage of the policy and what stands there instead, `more` what
    its configuration has besides.
    """
    from mailroom.rules.policy import built_in_folder

    config = CONFIG.replace("[roles]\n", _ROLES.replace("{", "{{").replace("}", "}}"))
    config = config.replace(
        "[[coordinators]]", SERVICES.replace("{", "{{").replace("}", "}}") + "\n[[coordinators]]"
    )
    config += more
    town = Town(folder, reader, config.format(policy="cambridge-city"))
    if change is not None:
        text = (built_in_folder() / "cambridge-city.toml").read_text()
        assert change[0] in text
        (folder / "policies" / "own.toml").write_text(text.replace(*change))
        town.open(config.format(policy="own"))
    return City(town)


def to(letters: list[EmailMessage], email: str, subject: str = "") -> str:
    """What went to somebody, as one text; only letters whose subject has these words, where some are given."""
    found = [one for one in letters if email in str(one["To"]) and subject in str(one["Subject"])]
    return "\n".join(text_of(one) for one in found)


def subjects(letters: list[EmailMessage], email: str) -> list[str]:
    """The subjects of what went to somebody."""
    return [str(one["Subject"]) for one in letters if email in str(one["To"])]


@pytest.fixture
def city(tmp_path: Path, reader: Reader):  # type: ignore[no-untyped-def]
    """The city, with nothing in it yet."""
    one = city_of(tmp_path, reader)
    yield one
    one.town.record.close()

"""Brighton & Hove as a council of tests, under its own procedure or the Codes of 2024: services, offices, people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailroom.clock import SetClock
from mailroom.commands.case_page import page_of as case_lines
from mailroom.commands.queue_page import page_of as queue_lines
from mailroom.jobs import by_hand, by_hand_case, by_hand_decide, by_hand_page
from mailroom.jobs.by_hand_look import look
from mailroom.rules.disposition import Act
from mailroom.rules.policy import built_in_folder
from parsers.documents import Reader
from store import cases, duties, journal, remedies
from tests.acts.council import CONFIG, SAM, UNA, text_of
from tests.acts.deciding import BY, Deciding
from tests.jobs.town import START, Town

BRIGHTON, CODE = "brighton-hove", "complaint-handling-code"
HR, LEX, MO, WB = "hari@x.example", "lex@x.example", "mona@x.example", "wim@x.example"
IG, INS, STAT, CON = "iggy@x.example", "ina@x.example", "stan@x.example", "cora@x.example"
LEAD, MEMBER, OFFICER = "sue@x.example", "mel@x.example", "ola@x.example"
RIA, HUW, PLAN, TROY = "ria@x.example", "huw@x.example", "petra@x.example", "troy@binfirm.example"
TOM, BEA = "tom@home.example", "bea@home.example"
HOS, LGO = "0300 111 3000", "0300 061 0614"
_ROLES = f"""[roles]
chief_executive = {{{{ name = "Ann Peel", email = "ann.peel@ashford.example", title = "Chief Executive" }}}}
hr = {{{{ name = "Hari Rowe", email = "{HR}", title = "Human Resources" }}}}
legal_services = {{{{ name = "Lex Gray", email = "{LEX}", title = "Legal Services" }}}}
monitoring_officer = {{{{ name = "Mona Hart", email = "{MO}", title = "Monitoring Officer" }}}}
whistleblowing = {{{{ name = "Wim Stone", email = "{WB}", title = "Head of Audit" }}}}
information_governance = {{{{ name = "Iggy Dale", email = "{IG}", title = "Information Governance" }}}}
insurance = {{{{ name = "Ina Cole", email = "{INS}", title = "Insurance" }}}}
statutory_complaints = {{{{ name = "Stan Oak", email = "{STAT}", title = "Statutory Complaints" }}}}
complaints_officer = {{{{ name = "Ola Day", email = "{OFFICER}" }}}}
senior_complaints_lead = {{{{ name = "Sue Lead", email = "{LEAD}" }}}}
member_responsible_for_complaints = {{{{ name = "Cllr Mel Ward", email = "{MEMBER}" }}}}
"""


def _service(id_: str, area: str, words: str, more: str = "") -> str:
    return f"""
[[services]]
id = "{id_}"
name = "{id_.replace("_", " ").title()}"
area = "{area}"
words = [{words}]
manager = {{{{ name = "Ria Bell", email = "{RIA}" }}}}
head = {{{{ name = "Huw Kane", email = "{HUW}" }}}}
director = {{{{ name = "Dee Fox", email = "dee.fox@ashford.example" }}}}
{more}
"""


_SERVICES = "".join(
    (
        _service("repairs", "Housing", '"repairs", "boiler"', 'ombudsman = "housing"'),
        _service("planning", "Place", '"planning"'),
        _service("benefits", "Money", '"housing benefit"'),
        _service("council_tax", "Money", '"council tax"'),
        _service("homelessness", "Housing", '"homeless"'),
        _service("school_admissions", "Families", '"school place"'),
        _service("legal", "Money", '"judicial review"'),
    )
)
_CREW = (
    f'contractor = {{{{ name = "Troy Bins", email = "{TROY}" }}}}\n'
    f'roles = {{{{ contract_manager = {{{{ name = "Cora Line", email = "{CON}" }}}} }}}}\narea = "Place"\n'
)
SEASIDE = (
    CONFIG.replace(CONFIG[CONFIG.index("[roles]") : CONFIG.index("[[services]]")], _ROLES + "\n")
    .replace("[[coordinators]]", _SERVICES + "\n[[coordinators]]")
    .replace('name = "Waste"\n', 'name = "Waste"\n' + _CREW)
    .replace("reference_prefix", 'phone = "01273 290 000"\nurl = "https://bh.example"\nreference_prefix')
)  # fmt: skip
LEAK = (
    "I wish to make a formal complaint. The boiler was to be mended on 6, 13 and 20 January. I stayed at home each"
    " time, the repairs team never came, and I want it mended and an apology.\n\nTom Marsh, 4 Elm Close"
)
# An answer with all that the policies ask an officer to say.
FULL = (
    "Dear Ms Firth\n\nThank you for your complaint. I spoke to the crew, read the round's list and went to Hill Road."
    " I am sorry that your bin was missed: the crew had an old list, because nobody told them of the change. Your bin"
    " has been emptied. From now on the list is read before each round.\n\nYours sincerely\nSam Lee"
)
HEAD = (
    "Outcome: upheld\nRemedy: an apology\nAction: a new bin, by 3 March 2026, Sam Lee\n"
    "Learning: we read the list before each round\n\n"
)
GO_ON = "I am not satisfied with your response. Please take my complaint to stage 2."


class Seaside(Deciding):
    """The council, with a coordinator who decides what waits."""

    def writes(self, sender: str, subject: str, text: str) -> list[EmailMessage]:
        """Somebody writes, and the house works; what went out."""
        self.town.mail(sender, subject, text)
        return self.work()

    @property
    def last(self) -> int:
        """The number of the message that came last."""
        return int(str(self.town.sql("SELECT max(id) FROM incoming")[0][0]))

    @property
    def waits(self) -> str:
        """Why the message that came last waits for a person; '' where it does not."""
        mail = self.town.message(self.last)
        return mail.reason if mail.state in ("HELD", "FAILED") else ""

    @property
    def reference(self) -> str:
        """The first case's."""
        return self.file.case.reference

    def answers(self, officer: str = SAM, head: str = HEAD, text: str = FULL) -> list[EmailMessage]:
        """An officer answers the first case."""
        return self.says(officer, f"ANSWER\n{head}{text}")

    def escalated(self, text: str = GO_ON) -> list[EmailMessage]:
        """Una's complaint was answered, and she asks for stage 2; the letters."""
        self.complain()
        self.answers()
        self.town.days_pass(1)
        return self.says(UNA, text)

    def attach(self, act: Act, why: str = "") -> list[EmailMessage]:
        """A person puts the message that came last on the first case; the letters."""
        by_hand.put_on_case(self.town.house, self.reader, self.last, BY, self.reference, act, why)
        return self.work()

    def decide(self, ruling: str, why: str, **more: str) -> list[EmailMessage]:
        """What is made of the wish to go further; the letters."""
        by_hand_decide.decide(self.town.house, self.reference, BY, ruling, why, **more)
        return self.work()

    def flag(self, *names: str) -> tuple[str, ...]:
        """A person marks the first case; what the resident has to be told."""
        return by_hand_case.mark(self.town.house, self.reference, BY, names, "they say so")

    def finish(self, name: str, note: str) -> str:
        """A person has done what is owed of a name."""
        (duty,) = self.owed(name)
        return by_hand_case.finish_duty(self.town.house, duty.id, BY, note)

    def owed_of(self, case_id: int) -> list[duties.Duty]:
        """What is still owed on a case."""
        found = self.town.read(lambda conn: duties.duties_of(conn, case_id))
        return [one for one in found if one.done_at is None]

    def actions(self, case_id: int = 1) -> list[remedies.Remedy]:
        """What was promised, agreed or recommended in a case."""
        return self.town.read(lambda conn: remedies.remedies_of(conn, case_id))

    def journalled(self, act: str, case_id: int = 1) -> list[str]:
        """What the journal has of a case under an act."""
        found = self.town.read(lambda conn: journal.entries_of(conn, case_id))
        return [one.why for one in found if one.act == act]

    def cases(self) -> list[cases.CaseFile]:
        """Every case, in the order in which they were opened."""
        count = int(str(self.town.sql("SELECT count(*) FROM cases")[0][0]))
        return [self.town.case(number) for number in range(1, count + 1)]

    def queue_page(self) -> str:
        """What a person sees of the message that came last."""
        found = look(self.town.house, self.reader, self.last)
        return " ".join(" ".join(queue_lines(self.town.house, found)).split())

    def case_page(self, reference: str = "") -> str:
        """What a person sees of a case."""
        page = by_hand_page.page(self.town.house, reference or self.reference)
        return " ".join(" ".join(case_lines(self.town.house, page)).split())

    def days(self, many: int) -> list[EmailMessage]:
        """Each of so many days the house works; all that went out."""
        sent: list[EmailMessage] = []
        for _ in range(many):
            self.town.clock.advance_to(self.town.clock.now() + timedelta(days=1))
            sent += self.work()
        return sent


Make = Callable[..., Seaside]


@pytest.fixture
def seaside(tmp_path: Path, reader: Reader) -> Iterator[Make]:
    """Makes the council under a policy, from a day on; `change` edits the policy's text, `config` the council's."""
    made: list[Seaside] = []

    def make(
        policy: str = BRIGHTON,
        start: datetime = START,
        change: Callable[[str], str] | None = None,
        config: Callable[[str], str] = str,
    ) -> Seaside:
        settings = config(SEASIDE)
        town = Town(tmp_path, reader, settings.format(policy=policy), SetClock(start))
        if change is not None:
            text = (built_in_folder() / f"{policy}.toml").read_text()
            changed = change(text)
            assert changed != text
            (tmp_path / "policies" / "own.toml").write_text(changed)
            town.open(settings.format(policy="own"))
        one = Seaside(town)
        one.reader = reader
        made.append(one)
        return one

    yield make
    for one in made:
        one.town.record.close()


def to(letters: list[EmailMessage], email: str, subject: str = "") -> str:
    """What went to somebody, as one text; only letters whose subject has these words, where some are given."""
    wanted = subject.lower()
    found = [
        one for one in letters if email in str(one["To"]) and wanted in str(one["Subject"]).lower()
    ]
    return "\n".join(text_of(one) for one in found)


def subjects(letters: list[EmailMessage], email: str) -> list[str]:
    """The subjects of what went to somebody."""
    return [str(one["Subject"]) for one in letters if email in str(one["To"])]

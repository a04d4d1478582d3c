"""A council whose coordinators decide on mail in the queue; for tests of what they may, and of what goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

from mailroom.jobs.by_hand_refuse import Words, refuse
from mailroom.jobs.by_hand_register import Wishes, register
from parsers.documents import Reader
from store import cases, journal, refusals
from tests.acts.council import CONFIG, Council, text_of, town_with

BY = "Jo Park"
BEA = "bea@home.example"
LEGAL, MO, WB = "lex@ashford.example", "mona@ashford.example", "wim@ashford.example"
ROLES = f"""
[roles]
chief_executive = {{{{ name = "Ann Peel", email = "ann.peel@ashford.example", title = "Chief Executive" }}}}
legal_services = {{{{ name = "Lex Gray", email = "{LEGAL}", title = "Solicitor" }}}}
monitoring_officer = {{{{ name = "Mona Hart", email = "{MO}", title = "Monitoring Officer" }}}}
whistleblowing = {{{{ name = "Wim Stone", email = "{WB}", title = "Head of Audit" }}}}
leadership_team = {{{{ name = "Lea Tam", email = "lea.tam@ashford.example", title = "Leadership Team" }}}}
customer_service_centre = {{{{ name = "Cy Senn", email = "cy.senn@ashford.example" }}}}
"""
LEAD = """
[services.roles]
lead_authority = {{ name = "Waste complaints", email = "waste@upwell.example", title = "Upwell Council" }}
"""
DECIDING = CONFIG.replace(CONFIG[CONFIG.index("[roles]") : CONFIG.index("[[services]]")], ROLES)
# The waste service is led by another council.
SHARED = DECIDING.replace('\n[[services]]\nid = "parking"', LEAD + '\n[[services]]\nid = "parking"')
VAGUE = "There is trouble at my address again and nobody does a thing."


class Deciding(Council):
    """A council with mail in the queue, and what a coordinator does about it."""

    reader: Reader

    def asks(self, sender: str = BEA, text: str = VAGUE, subject: str = "") -> int:
        """Somebody writes what the rules hold; the message's number."""
        self.town.mail(sender, subject, text)
        self.work()
        rows = self.town.sql("select max(id) from incoming where state = 'HELD'")
        number = rows[0][0]
        assert isinstance(number, int)
        return number

    def refuse(self, number: int, code: str, service: str = "waste", **said: str) -> str:
        """A person refuses it."""
        words = Words(**{"why": "looked at with the service", **said})
        return refuse(self.town.house, self.reader, number, BY, code, service, words)

    def register(self, number: int, **said: object) -> str:
        """A person registers it."""
        wishes = Wishes(**{"service": "waste", **said})  # type: ignore[arg-type]
        return register(self.town.house, self.reader, number, BY, wishes)

    def named(self, reference: str) -> cases.CaseFile:
        """The case of a reference."""
        return self.town.read(
            lambda conn: cases.get_case(
                conn, cases.cases_by_reference(conn, [reference])[reference]
            )
        )

    def refused(self, reference: str) -> list[refusals.Refusal]:
        """What was refused in a case."""
        case_id = self.named(reference).case.id
        return self.town.read(lambda conn: refusals.refusals_of(conn, case_id))

    def acts(self, reference: str) -> list[str]:
        """What the journal has of a case."""
        case_id = self.named(reference).case.id
        return [one.act for one in self.town.read(lambda conn: journal.entries_of(conn, case_id))]

    def later(self, days: int) -> list[EmailMessage]:
        """Days pass, and the house works."""
        self.town.clock.advance_to(self.town.clock.now() + timedelta(days=days))
        return self.work()


def deciding(
    folder: Path,
    reader: Reader,
    policy: str,
    config: str = DECIDING,
    change: Callable[[str], str] | None = None,
) -> Deciding:
    """A council under a policy, with nothing in it yet."""
    made = town_with(folder, reader, policy, change)
    made.town.open(config.format(policy="own" if change else policy))
    found = Deciding(made.town)
    found.reader = reader
    return found


def words_to(letters: list[EmailMessage], email: str, about: str = "") -> list[str]:
    """The words of what went to somebody, whose subject has this in it."""
    return [
        text_of(one)
        for one in letters
        if email in str(one["To"]) and about.lower() in str(one["Subject"]).lower()
    ]

"""A council with ranks above each other, whose officers answer by mail; for tests of what they may do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

from mailroom.rules.policy import built_in_folder
from mailroom.rules.workdays import local_date
from parsers.documents import Reader
from store import cases, duties, learning, remedies
from store.states import CaseStatus
from tests.jobs.town import Town

CONFIG = """
[council]
name = "Ashford Moor Council"
feedback_address = "feedback@ashford.example"
reference_prefix = "AMC"
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

# Said of each: a policy for some services alone leaves the others to another.
[policy.by_service]
waste = "{policy}"
parking = "{policy}"

[letters]
folder = "letters"

[secrets]
signing_key_file = "signing-key"

[roles]
chief_executive = {{ name = "Ann Peel", email = "ann.peel@ashford.example", title = "Chief Executive" }}

[[services]]
id = "waste"
name = "Waste"
words = ["bin", "bins", "missed collection"]
manager = {{ name = "Sam Lee", email = "sam.lee@ashford.example", title = "Waste Manager" }}
head = {{ name = "Kit Roe", email = "kit.roe@ashford.example", title = "Head of Environment" }}
director = {{ name = "Dee Fox", email = "dee.fox@ashford.example", title = "Director of Place" }}

[[services]]
id = "parking"
name = "Parking"
words = ["parking", "car park"]
manager = {{ name = "Pat Ivy", email = "pat.ivy@ashford.example" }}
head = {{ name = "Hal Orr", email = "hal.orr@ashford.example" }}
director = {{ name = "Dee Fox", email = "dee.fox@ashford.example", title = "Director of Place" }}

[[coordinators]]
name = "Jo Park"
email = "jo.park@ashford.example"
"""
SAM, KIT, DEE = "sam.lee@ashford.example", "kit.roe@ashford.example", "dee.fox@ashford.example"
PAT, JO, ANN = "pat.ivy@ashford.example", "jo.park@ashford.example", "ann.peel@ashford.example"
UNA = "una@home.example"
COMPLAINT = (
    "I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January, I reported each missed"
    " collection online, and nobody has come. I want it emptied and an apology.\n\nUna Firth, 3 Hill Road"
)
ANSWER = (
    "Dear Ms Firth\n\nI am sorry that your bin was missed. The crew had an old list.\n\n"
    "Yours sincerely\nThe officer"
)


@dataclass
class Council:
    """A town with one complaint in it, and officers who reply to their letters."""

    town: Town
    got: list[EmailMessage] = field(default_factory=list)

    def complain(self, text: str = COMPLAINT, sender: str = UNA) -> None:
        """Una complains, and the house works."""
        self.town.mail(sender, "Missed bin: complaint", text)
        self.work()

    def work(self) -> list[EmailMessage]:
        """A round; the letters that went out in it."""
        self.town.round()
        new = self.town.letters()
        self.got += new
        return new

    def last_to(self, email: str) -> EmailMessage:
        """The last letter to somebody that can be answered."""
        return next(
            one for one in reversed(self.got) if email in str(one["To"]) and one["Reply-To"]
        )

    def says(
        self, sender: str, text: str, *, paper: tuple[str, bytes, str] | None = None
    ) -> list[EmailMessage]:
        """Somebody replies to the last letter they had of us, and the house works."""
        letter = self.last_to(sender)
        mail = EmailMessage()
        taken = self.town.clock.now()
        said = f"{taken:%a, %d %b %Y %H:%M:%S +0000}"
        mail["Received"] = f"from out.example by mx.ashford.example with ESMTPS; {said}"
        mail["Authentication-Results"] = (
            f"mx.ashford.example; dmarc=pass header.from={sender.partition('@')[2]}"
        )
        mail["From"], mail["To"] = sender, letter["Reply-To"]
        mail["Subject"] = f"Re: {letter['Subject']}"
        mail["Message-ID"] = f"<{len(self.got)}.{abs(hash((sender, text, said)))}@out.example>"
        mail["In-Reply-To"] = letter["Message-ID"]
        mail["Date"] = said
        mail.set_content(text)
        if paper is not None:
            name, content, kind = paper
            main, _, sub = kind.partition("/")
            mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
        self.town.lay(mail.as_bytes())
        return self.work()

    @property
    def file(self) -> cases.CaseFile:
        """The case as it is."""
        return self.town.case()

    def is_now(self, status: CaseStatus) -> bool:
        """Whether the case has that status."""
        return self.file.case.status is status

    @property
    def stage(self) -> cases.Stage:
        """Its last stage."""
        return self.file.stages[-1]

    @property
    def promised(self) -> list[remedies.Remedy]:
        """What was promised in it."""
        return self.town.read(lambda conn: remedies.remedies_of(conn, 1))

    @property
    def learnt(self) -> list[learning.Learning]:
        """What was learnt of it."""
        return self.town.read(lambda conn: learning.learning_of(conn, 1))

    def owed(self, name: str = "") -> list[duties.Duty]:
        """The duties still open, those of a name where one is given."""
        found = self.town.read(lambda conn: duties.duties_of(conn, 1))
        return [one for one in found if one.done_at is None and name in ("", one.name)]

    @property
    def today(self) -> date:
        """The day it is."""
        return local_date(self.town.clock.now())

    def as_it_is(self) -> tuple[object, ...]:
        """All of the case that a wrong command must leave alone."""
        owed = self.town.read(lambda conn: duties.duties_of(conn, 1))
        file = self.file
        # The diary looks at stages and reminds, whatever an officer writes.
        stages = tuple(replace(one, looked_on=None) for one in file.stages)
        return (
            replace(file, stages=stages),
            tuple(self.promised),
            tuple(self.learnt),
            tuple(replace(one, reminded_on=None) for one in owed),
        )


def kinds(letters: list[EmailMessage]) -> set[tuple[str, str]]:
    """Whom letters went to and how their subjects begin."""
    return {
        (
            str(one["To"]).rpartition("<")[2].strip(">"),
            str(one["Subject"]).partition("(")[0].strip(),
        )
        for one in letters
    }


def text_of(letter: EmailMessage) -> str:
    """What stands in a letter."""
    part = letter.get_body(("plain",))
    assert part is not None
    return " ".join(str(part.get_content()).split())


def receipt(letters: list[EmailMessage], email: str) -> str:
    """The short mail that says what was done: as it stands, and with each line's first letter small."""
    found = [
        text_of(one)
        for one in letters
        if email in str(one["To"]) and str(one["Subject"]).startswith(("Done", "Not done"))
    ]
    assert len(found) == 1, found
    return found[0] + re.sub(r"- [A-Z]", lambda one: one[0].lower(), found[0])


def letters_to(letters: list[EmailMessage], email: str) -> list[str]:
    """The words of all that went to somebody."""
    return [text_of(one) for one in letters if email in str(one["To"])]


def town_with(
    folder: Path, reader: Reader, policy: str, change: Callable[[str], str] | None = None
) -> Council:
    """A council under a policy; `change` makes one of its own of the policy's text."""
    town = Town(folder, reader, CONFIG.format(policy=policy))
    if change is not None:
        text = (built_in_folder() / f"{policy}.toml").read_text()
        changed = change(text)
        assert changed != text
        (folder / "policies" / "own.toml").write_text(changed)
        town.open(CONFIG.format(policy="own"))
    return Council(town)

"""What a policy does not take, and who may write for whom: exclusions, third parties, services shared with others.

Only shapes: every reason, address and sentence comes from a policy file.
"""

from __future__ import annotations

from typing import Literal

from mailroom.rules.policy_duties import RoleName, Slug
from mailroom.rules.policy_terms import Clause, Many, Months


class Road(Clause):
    """Where an excluded matter goes instead, for some services where it differs."""

    services: tuple[str, ...] = ()
    where: str
    contact: str = ""


class Exclusion(Clause):
    """A matter that the policy does not investigate: only ever proposed, a person refuses (CODE-10)."""

    code: Slug
    title: str  # for the queue and the reports
    reason: str  # for the resident: why not here
    where: str  # for the resident: where to go instead
    contact: str = ""  # how to reach it, as printed
    contact_role: RoleName | None = (
        None  # whose name and address to print, of the council's configuration
    )
    roads: tuple[Road, ...] = ()
    services: tuple[str, ...] = ()  # absent: every service
    words: tuple[
        str, ...
    ] = ()  # what in a letter points to it, beside what the triage knows by the code
    signs: tuple[
        Slug, ...
    ] = ()  # what the triage calls mail that may be this, where it is not the code
    tell_roles: tuple[RoleName, ...] = ()  # who inside is written to when it is refused
    partial: bool = False  # what of the complaint is something else may go on
    confidential: bool = False  # nobody but the coordinators and whoever is told may see it
    check: str = (
        ""  # what a person has to look at first: "unless the ASB team failed to deal with it"
    )
    exception_by: RoleName | None = None  # absent: as [refusal] says
    at_escalation: bool = True  # a ground to decline the next stage too


class Refusal(Clause):
    """How a complaint is refused: who may make an exception, and what is owed to the complainant."""

    exceptions: Literal["guide", "merits", "age_only", "none"] = "none"
    exception_by: RoleName = "coordinator"
    explain_first: bool = False  # told, then closed
    ombudsman_review: bool = False  # the letter says that the Ombudsman can look at the decision
    ombudsman_returns: bool = False  # what the Ombudsman sends back is investigated after all
    evidence_needed: bool = False  # what shows the ground has to be recorded (CODE-06)
    otherwise: str = ""  # words where there is nowhere else to go


class ThirdParties(Clause):
    """Somebody who writes for somebody else."""

    consent: Literal["written", "none"] = "written"
    ask: Literal["writer", "person"] = "writer"  # who is sent the request for it
    clock_runs: bool = True
    members: Literal["ask", "register"] = "ask"  # a councillor or MP: is it a complaint?
    member_copies: bool = False
    member_may_be_principal: bool = False


class Services(Clause):
    """A matter of several services, of one shared with another council, or of a contractor."""

    several: Literal["lead", "agreed"] = "lead"
    agreed_by: tuple[RoleName, ...] = ()
    joint_answer: bool = True
    shared: Literal["here", "lead_authority"] = "here"
    contractor_answers: Literal["never", "agreed"] = "never"
    only: tuple[str, ...] = ()  # the services that the policy is for, by their words; absent: all
    others: str = ""  # the name of the policy for the rest, as a check and the queue say it


class Collective(Clause):
    """Several people about one matter: investigated together, one report, each answered."""

    one_report: bool = False
    personal_points_apart: bool = True


class PolicyComplaints(Clause):
    """Complaints about a policy: recorded, and many about one referred upwards."""

    many: Many
    within: Months
    refer_to: RoleName


class Disrepair(Clause):
    """Repairs: a first report is a request; a legal claim goes to Legal Services once the stages are exhausted."""

    services: tuple[str, ...]
    first_report: Literal["service_request", "complaint"] = "service_request"
    legal_role: RoleName
    legal_after: Literal["exhausted", "any time"] = "exhausted"


class Definitions(Clause):
    """What the policy's words mean, as a reader and the triage's coordinator are shown them."""

    complaint: str
    service_request: str = ""
    comment: str = ""
    compliment: str = ""
    feedback: str = ""
    requires_response: bool = False  # dissatisfaction that wants no answer is feedback
    without_the_word: Literal["register", "offer", "ask"] = "register"  # never says "complaint"
    categories: tuple[str, ...] = ()  # what a complaint may be about, for the register

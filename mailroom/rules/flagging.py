"""Which flags a message bears, of the wordings found: some only of a complaint, some only beside another. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailroom.rules.hearing import Heard, Plain, Words
    from mailroom.rules.subject_matter import About

# Praise of a colleague who was patient with somebody frail is not mail of somebody at risk.
_NOT_OF_PRAISE = frozenset(
    (
        "safeguarding",
        "vulnerable",
        "third_party",
        "third_party_consent_given",
        "compensation_sought",
        "legal_threat",
        "discrimination",
        "group_complaint",
        "contractor",
        "elected_member",
        "fluency_duty",
    )
)
_OF_MATTERS = ("complaint", "service_request", "other_process", "escalation", "ombudsman")
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Mx)\.? "
_NAME = r"[A-Z][a-z][a-z'\u2019-]+"
_ROLE = (
    r"(?:[Oo]fficer|[Mm]anager|[Ww]arden|[Cc]aretaker|[Pp]lumber|[Ee]ngineer|[Aa]dvis[eo]r|[Ss]upervisor|"
    r"[Ii]nspector|[Dd]river"
    r"|[Ss]urveyor|[Rr]eceptionist|[Ll]ifeguard|[Tt]eacher|[Aa]ssessor|[Cc]lerk|[Cc]olleague|[Ee]lectrician|"
    r"[Ff]itters?|[Rr]anger"
    r"|[Gg]ardener|[Pp]lanner|[Cc]oach|[Ii]nstructor|[Aa]gent|[Pp]erson|[Ll]ady|[Cc]hap|[Gg]entleman|[Mm]an|[Ww]oman)"
)
_TEAM = (
    r"(?:team|office|department|desk|centre|section|depot|reception|phones|line|housing|benefits|council|"
    r"planning|parks|library"
    r"|leisure|tax|pool|baths|gym|chat|repairs|parking)"
)
_STAFF = re.compile(
    rf"\b(?:[Yy]our|[Tt]he|[Mm]y|[Oo]ur|an?)(?: \w+){{0,2}} {_ROLE}s?,? (?:called |named |was |is )?"
    rf"(?:{_TITLE})?{_NAME}"
    rf"|(?:{_TITLE})?{_NAME},? (?:\w+ )?(?:in|from|at|of|on|one of) (?:the|your|web|"
    rf"our)\b[^.?!,\n]{{0,28}}\b{_TEAM}\b"
    rf"|\b(?:called|named|name was|name is|badge said|spoke to|dealt with by|officer was) (?:a |an |Mr |Mrs |"
    rf"Ms |Miss )?(?:{_TITLE})?{_NAME}"
    rf"|{_TITLE}{_NAME} (?:of|from|in) your\b"
    rf"|\b[Yy]our {_TITLE}{_NAME}"
)
# Whoever said, promised or did not do something, by their name: most often one of ours, unless called somebody's kin.
_SAID = (
    r"(?:said|says|told|promised|agreed|wrote|refused|rang|phoned|emailed|called|visited|came|never|has(?:n't)?|"
    r"had|did(?:n't)?|does(?:n't)?|"
    r"wouldn't|won't|would|assured|insisted|hung up|replied|answered|ignored|stopped|looked|took|put)"
)
_DEALT = re.compile(
    rf"(?<![A-Z]\. )(?:Mr|Mrs|Ms|Miss|Mx)\.? (?:{_NAME} )?{_NAME} {_SAID}\b"
    rf"|\b(?:[Ss]poke (?:to|with)|I asked|[Rr]ang|[Ee]mailed|[Tt]old by|[Ww]rote to|[Cc]hased|[Mm]essage (?:for|"
    rf"from)|[Cc]all from|[Ll]etter from) "
    rf"(?:{_TITLE})?{_NAME}(?: {_NAME})?(?= |,|\.|;)(?! (?:Road|Street|Lane|Council|Team|House|Court|Close|Centre|"
    rf"Hall|and (?:got|was)))"
    rf"|\b{_NAME} (?:told (?:me|us|my)|promised (?:me|us|to)|assured (?:me|us)|said (?:she|he|it|that|they|i|there|"
    rf"we)\b|hung up|refused to|"
    rf"rang me|phoned me|never (?:rang|called|came|replied|got))"
    rf"|[\"\u201c']{_NAME}[\"\u201d'] on (?:his|her|their) badge"
    rf"|\b(?:{_NAME} )?{_NAME}['\u2019]s (?:reply|letter|answer|response|email|attitude|manner|tone|behaviour|"
    rf"voicemail|report)\b"
)
_KIN = re.compile(
    r"(?:neighbours?|husband|wife|partner|son|daughter|friend|mum|mother|dad|father|brother|sister|aunt|uncle|"
    r"client|constituent|nan|gran|"
    r"landlord|doctor|tenant|resident|solicitor|niece|nephew|grandson|granddaughter|[Dd]ear),? $",
    re.IGNORECASE,
)
# Praise is of people: whoever is named in it is one of ours.
_PRAISED = re.compile(
    rf"\b(?:[Tt]hank(?:s| you)?(?: so much| very much| again)? (?:to )?|[Nn]ominat(?:e|ing) |"
    rf"[Pp]raise (?:for )?|got |[Hh]ow (?:kind|good"
    rf"|patient|helpful|polite) )(?:{_TITLE})?{_NAME}\b"
    rf"|{_TITLE}{_NAME}\b"
    rf"|\b{_NAME} (?:\([^)]{{0,60}}\) )?(?:(?:and|&) {_NAME} )?(?:was|were|keeps|kept|has been|could not|"
    rf"couldn't|explained|rang|sorted"
    rf"|helped|came|deserves|went|is a|spent|did|didn't|has|cleared|wasn't|listened|took|made) (?!closed|"
    rf"broken|shut|emptied|late)"
)
_NO_NAMES = frozenset(
    (
        "The This That They Your Our When What Which There Then Today Yesterday Monday Tuesday Wednesday Thursday"
        " Friday Saturday Saturdays Sunday Sundays January February March April May June July August September October"
        " November December Council Everyone Everything Nothing Nobody Someone Staff Dear Thank Thanks And But For She"
        " Her His You Crew Team Dad Mum Mother Father Grandad Nan Police Hospital School Website Webchat Phone Hub"
        " Homefinder Housing Benefits Planning Licensing Parking Parks Taxation Local Property Customer Environmental"
        " Building Highways Leisure Revenues Royal Universal Public Green Street Repairs Planners Wardens Bins Last"
        " Next These Those After Before Since Still Their Its My We It Just Also Not No Yes Why How Who All Some Any"
        " One Two Three Both Each Every Citizens Northern National Social Services Contact Reception Cllr Councillor"
        " Doctor Nurse Neighbours Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Weds Thu Thurs Fri"
        " Sat Sun High Contractor Builders Amazon Facebook Twitter Christmas Easter"
    ).split()
)
_NAMING = {
    "compliment": (_STAFF, _PRAISED),
    "complaint": (_STAFF, _DEALT),
    "escalation": (_STAFF, _DEALT),
}
_EXTRA_MILE = re.compile(
    r"\b(?:extra mile|nominat(?:e|ing|ion|ed)|put (?:him|her|them|some(?:one|body)|[A-Z]\w+) forward|"
    r"above and beyond award)\b",
    re.IGNORECASE,
)

# How a councillor, or who sits in a parliament, and their office call themselves above a mail.
_MEMBER = re.compile(
    r"^(?:the )?(?:cllr|councillor|alderman)\b|\bm(?:p|sp)\b(?=$|[,()'\u2019 ])|\bmember of parliament\b",
    re.IGNORECASE,
)


def flags_of(
    kind: str, plain: Plain, heard: Heard, about: About, words: Words
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The flags, in order, and for each the words that moved it."""
    found = {flag: said for flag, said in heard.because.items() if _holds(kind, flag, heard)}
    named = _named(kind, f"{plain.subject}. {plain.text}")
    if named:
        found["names_staff"] = named
    if kind == "compliment" and (further := _EXTRA_MILE.search(f"{plain.subject}\n{plain.text}")):
        found["extra_mile_nomination"] = further.group()
    if about.contractor and kind in _OF_MATTERS:
        found["contractor"] = about.contractor
    if len(about.services) > 1 and kind in (*_OF_MATTERS, "comment"):
        found["multi_service"] = ", ".join(about.services)
    found |= dict.fromkeys(words.form_flags, "filled in on the form")
    if kind != "spam" and _MEMBER.search(words.called):
        found.setdefault("elected_member", words.called)
    if words.form_attached:
        found["form_attached"] = "a form came with it"
    if words.form_attached and words.scanned:
        found["scanned_form"] = "the form came as a picture"
    return tuple(sorted(found)), tuple(sorted(found.items()))


def _holds(kind: str, flag: str, heard: Heard) -> bool:
    if kind == "spam":
        return False
    if flag == "reply_requested":
        return kind == "comment"
    if flag == "third_party" and "group_complaint" in heard.because:
        return False
    if flag == "third_party_consent_given" and "third_party" not in heard.because:
        return kind not in ("compliment", "comment") and "permission" in heard.because[flag]
    return kind in _OF_MATTERS or flag not in _NOT_OF_PRAISE


def _named(kind: str, text: str) -> str:
    """The words that name one of the council's people; ''."""
    for pattern in _NAMING.get(kind, ()):
        for hit in pattern.finditer(text):
            capitals = re.findall(_NAME, hit.group())
            of_kin = _KIN.search(text[max(0, hit.start() - 30) : hit.start()])
            if any(one not in _NO_NAMES for one in capitals) and not of_kin:
                return " ".join(hit.group().split())[:80]
    return ""

"""The words with which councils ask: which label means which key. Data, and one look-up.

The table is read from the top, the first that fits wins: what must not be mistaken stands first.
It holds the trade's usual wordings, seldom one council's; a new wording is a new alternative here.
"""

from __future__ import annotations

import re

CONTACT = ("name", "first_name", "last_name", "email", "phone", "postcode", "address")
MATTER = ("incident_date", "desired_outcome", "reference_quoted", "service", "details", "kind")

TABLE: tuple[tuple[str, str], ...] = (
    # Not the resident's: the council's own corner, signatures, monitoring, how to reply.
    (
        "office",
        r"(?:office|official|internal|council|staff|department(?:al)?) use\b"
        r"|(?:for|to be completed by) (?:staff|officers?|the council)\b",
    ),
    (
        "ignored",
        r"date of birth|\bdob\b|ethnic|nationality|gender|sexual|marital|religion"
        r"|age (?:group|range|band)|national insurance",
    ),
    (
        "ignored",
        r"^(?:signed|signature|sign here|print(?:ed)? name|date|dated|date (?:signed"
        r"|completed|sent|submitted)|today'?s date|date of (?:signature|completion|complaint"
        r"|form|this .*)|position|occupation)\b$",
    ),
    (
        "ignored",
        r"^sign(?:ed|ature|ing)?\b(?!.{0,12}\b(?:permission|consent|authority|authori[sz]ation)).{0,60}$"
        r"|^date (?:of|when) sign(?:ing|ed)|counts as signing|name in (?:block )?capitals|file ?name|user ?name"
        r"|return (?:this form )?to\b|^page\b",
    ),
    (
        "ignored",
        r"^(?:form|submission) (?:ref(?:erence)?|number|no|id)\b|^(?:your )?receipt (?:ref(?:erence)?|number|no)$"
        r"|^uprn\b|\bfind (?:your |an |the )?address"
        r"|address (?:search|finder|look ?up)|search for (?:your |an )?address",
    ),
    (
        "ignored",
        r"(?:best|preferred|convenient) (?:way|time|method|means|contact)"
        r"|how (?:shall|should|may|can|would|do) (?:we|you).{0,40}\b(?:reply|contact|respond"
        r"|hear|reach|in touch|get (?:back|hold)|write|answer)"
        r"|^(?:please )?(?:contact|reply to|answer|write to) me\b"
        r"|prefer(?:ence|red)?.{0,20}(?:contact|reply|response)|contact preference"
        r"|days? and times?",
    ),
    (
        "ignored",
        r"^(?:name|names?) (?:and .{0,20})?of (?:the )?(?:officer|member of staff|staff"
        r"|employee|council officer|councillor|witness)|^staff involved|^people involved"
        r"|who (?:did you|have you) (?:speak|spoken|contact|deal)|witness|organisation|company"
        r"|where did you hear|publish",
    ),
    (
        "ignored",
        r"when did you (?:first )?(?:report|contact|complain|tell)"
        r"|date (?:first )?reported"
        r"|^(?!.*\bref(?:erence)?\b)have you (?:already |previously |ever )?(?:contacted|complained|reported|raised"
        r"|tried|used)|previously (?:contacted|reported|complained)",
    ),
    (
        "adjustments",
        r"adjustment|differently for you|large print|interpret|accessib"
        r"|access (?:needs?|requirements?)|communication (?:needs?|support|requirements?)"
        r"|special (?:needs?|requirements?)|support needs?|any (?:help|support) (?:do )?you"
        r"|help (?:or|and) adjust|disabilit",
    ),
    ("discrimination", r"discriminat|unfairly because|protected characteristic|\bequalit"),
    # Somebody else's: the person complained for, or the one who complains for another.
    (
        "consent",
        r"(?:signed|written|their) (?:signed )?(?:permission|consent|authori[sz]ation"
        r"|authority)",
    ),
    (
        "on_behalf_of",
        r"behalf|some(?:one|body) else|another person|other person|acting for"
        r"|(?:that|the) person(?:'s)?(?: (?:you|affected|concerned|being).*)?$"
        r"|^their (?:full )?(?:name|details|address)|person (?:affected|you are)"
        r"|^if (?:yes|so),? (?:please )?(?:who|whose|give|state|name)|represent(?:ing|ed)"
        r"|client",
    ),
    (
        "representative",
        r"\b(?:representative|agent|advocate|carer|solicitor|third party)\b|person acting"
        r"|your relationship|^relationship",
    ),
    # What it is about.
    (
        "kind",
        r"(?:sort|type|kind|nature) of (?:feedback|contact|enquiry|form|complaint)"
        r"|^(?:this|is this|i am making|i want to make|i would like to make"
        r"|my feedback is)\b.{0,12}\b(?:an?|a complaint.*)$|^which (?:stage|type)|^stage\b"
        r"|^are you making|^feedback type|^i (?:want|would like|wish|am writing) to$",
    ),
    (
        "date_noticed",
        r"(?:when|dates?) .{0,20}\b(?:become|became|were|was) (?:first )?aware|when did you (?:first )?notice"
        r"|date .{0,12}\bnoticed",
    ),
    (
        "incident_date",
        r"^date ?\(s\)$|^dates$|^when$|(?:problem|incident|issue|complaint): when$"
        r"|when (?:and where )?(?:did|was|were|has) (?:it|this|that|the|these|they|your)\b"
        r"|\bdates?\b.{0,25}\b(?:incident|happen|occur|event|problem|issue|took place)"
        r"|\bdates? (?:and time )?(?:to|on) which\b|\bdates?\b.{0,25}\boccurrence|^date (?:this|that) \w+"
        r"|(?:incident|event) dates?|^(?:the )?(?:date|days?) (?:it|this|that|when|on which)\b"
        r"|when (?:it|this) (?:happened|occurred|took)",
    ),
    (
        "details",
        r"(?:want|wish|like) to (?:complain|tell us|say|report)\b(?!.{0,30}\boutcome)",
    ),
    (
        "desired_outcome",
        r"put(?:ting)? .{0,25}\bright\b|put right|outcome|resol(?:ve|ution)|remed(?:y|ies|ied)"
        r"|redress"
        r"|what (?:would|do|should|could|can|are) (?:you|we)\b.{0,40}\b(?:like|want|wish"
        r"|expect|hop(?:e|ing)|done|happen|do about|do to|do now|looking)"
        r"|how (?:can|could|should|would|do|might) (?:we|you|this|it"
        r"|the council)\b.{0,40}\b(?:right|help|sort|fix|improve|better|settled?)"
        r"|(?:like|want|expect) (?:us|the council|to (?:see )?happen)|what (?:action|steps?)\b"
        r"|what would (?:settle|satisfy|make (?:it|this|things) (?:better|right))"
        r"|(?:requested|required|wanted) action|action (?:requested|wanted|sought)"
        r"|what would make (?:it|this|that|things) (?:good|right|all right|up)\b"
        r"|solution: |like to happen|hoping will happen|(?:would|should) the council (?:do )?to$"
        r"|^i (?:would |should )?(?:like|want) (?:you|the council|it)\b|^what do you (?:expect|want)\b"
        r"(?!.{0,12}\bcomplain)",
    ),
    (
        "reference_quoted",
        r"\bref(?:erence)?\b"
        r"|(?:case|complaint|account|order|claim|booking|customer|tenancy|application|job|notice|rent|report|enquiry"
        r"|ticket|receipt|log|crm) (?:no\b|num|nr|id\b)|\bpcn\b",
    ),
    (
        "service",
        r"(?:which|what|name of(?: the)?|council|relevant) (?:council )?(?:service|department"
        r"|team|section|area)"
        r"|(?:service|department|team|area)s? (?:concerned|involved|area|affected|responsible"
        r"|complained|this|your|you)"
        r"|^which (?:of|part of) (?:our|the council's|the) (?:teams?|services?|departments?|work|council)"
        r"|^(?:our |the |council |responsible |relevant )(?:department|service|team|dept)s?$"
        r"|^(?:service|department|team|directorate|service area|council service|category"
        r"|topic)s?$|^(?:please )?(?:choose|select|pick|tick) (?:the |a |an )?(?:council )?"
        r"(?:service|department|team|topic|category)|^(?:service|section|department|team) (?:or|and|/) \w+"
        r"|^(?:complaint|subject|feedback|issue) (?:area|category)"
        r"|what (?:is|does) (?:it|this|your (?:complaint|feedback|comment)"
        r"|the complaint) (?:about|relate|concern)|about which",
    ),
    (
        "details",
        r"what (?:has |have )?(?:happened|gone wrong)"
        r"|what (?:did|have) (?:we|you|the council) (?:do|done|get) wrong|fail(?:ed)? to do"
        r"|what do you (?:want|wish|need) to (?:complain|tell)|^my complaint|as much detail"
        r"|what would you like to (?:tell|say)|like to complain about"
        r"|^(?:complaint|enquiry|case|request|message) (?:details|text)"
        r"|^(?:complaint|issue|problem|incident) (?:description|summary)|grievance|^set out what"
        r"|what (?:is|was) (?:your|the) (?:complaint|problem|issue|concern|comment|feedback)"
        r"|went wrong|go(?:ne)? wrong|describe"
        r"|(?:full |further |more |other |additional |brief )?details? (?:of|about)"
        r"|(?:complaint|feedback|comment|incident|problem|issue) details"
        r"|(?:further|more|other|additional) (?:details|information|comments)"
        r"|^(?:please give |give )?(?:full |further )?details$"
        r"|^(?:your )?(?:complaint|comments?|feedback|concerns?|message|story|problem"
        r"|description|summary|enquiry)$|tell us"
        r"|(?:nature|summary|reasons?|grounds|subject|description) (?:of|for)"
        r"|what the complaint|please explain|explain (?:why|what|how)|why (?:are|do|were) you"
        r"|^what(?:'s| is| was| has)? (?:been )?(?:went on|going on|gone on|the matter|wrong|up)\b"
        r"|^subject$|in your own words|dissatisfied|unhappy (?:with|about)",
    ),
    (
        "consent",
        r"\b(?:i|we) (?:agree|consent|give|authori[sz]e|confirm|declare|understand|am happy)\b"
        r"|consent|permission|authori[sz]ation|declaration|data protection|privacy notice",
    ),
    # Who: last, because 'name' and 'address' stand in many a question.
    ("title", r"^title(?: ?\(.*)?$|^(?:mr|mrs|miss|ms)\b(?:[ /,]|$)"),
    (
        "name",
        r"^who(?:'s| is) (?:telling|contacting|writing to|talking to|getting in touch|filling|this from|this)\b"
        r"|^who are you$|^(?:and )?what(?:'s| is) your (?:full )?name|^what (?:should|can|shall|do) we call you",
    ),
    ("name", r"\b(?:first|fore|given)(?: ?names?)? (?:and|or|/) (?:last|sur|family) ?name"),
    ("first_name", r"(?:first|fore|given|christian|middle) ?names?"),
    ("last_name", r"(?:sur|last|family) ?name"),
    ("email", r"\be-?mail"),
    (
        "phone",
        r"phone|mobile|\btel\b|contact num|contact no\b|ffôn"
        r"|\bnumber\b.{0,20}\b(?:call|ring|reach|contact)|(?:ring|call) (?:you|me) on"
        r"|(?:daytime|evening|home|work|day) (?:no\b|num)|landline",
    ),
    ("address", r"\baddress\b.{0,30}\bpost ?code|^(?:and )?post ?code and address"),
    ("postcode", r"post(?:al)? ?code"),
    (
        "address_line",
        r"address line"
        r"|^(?:house|flat|building|property)(?: (?:name|number|no\b\.?))?(?: ?(?:or|and|/) ?.*)?$"
        r"|^(?:post(?:al)? )?(?:street|road|town|city|locality|village|district)\b",
    ),
    ("county", r"^(?:county|country)\b"),
    (
        "address",
        r"\baddress\b|where (?:do )?you live|^i live at|where (?:should we|we should|to) write"
        r"|^where (?:(?:do|can|may|should|will) we|we(?: can| may| will)?) (?:find|visit|write to|reach) you",
    ),
    (
        "name",
        r"^(?:your |the |my )?(?:title and |title, )?(?:full |own |good |proper |whole |contact |customer "
        r"|resident |applicant |tenant )?names?\b(?! of)"
        r"|\b(?:full|your|contact|customer'?s?|complainant'?s?|resident'?s?|reporter'?s?"
        r"|tenant'?s?) (?:full )?names?\b"
        r"|^names? of (?:the )?(?:complainant|customer|resident|tenant|applicant"
        r"|person (?:making|complaining|with))|^complainant$|^who are you$|^my name is$"
        r"|^applicant'?s? (?:full )?names?$|what is your (?:full )?name|details: name$",
    ),
)

MEANINGS = tuple((key, re.compile(pattern)) for key, pattern in TABLE)

# "How can we reach you?": what is preferred; or the address itself.
HOW_TO_REACH = re.compile(
    r"how (?:shall|should|may|can|would|do|could) (?:we|you).{0,40}\b(?:reply|contact|respond|hear|reach"
    r"|get in touch|get (?:back|hold)|write|answer)|(?:best|preferred) (?:way|method|means|contact)"
    r"|contact preference"
)

ALSO = (  # 'Your phone or email' asks for both
    ("email", re.compile(r"\be-?mail")),
    ("phone", re.compile(r"phone|mobile|\btel\b")),
    ("address", re.compile(r"(?<!mail )\baddress\b")),
    ("postcode", re.compile(r"post ?code")),
)

KINDS: tuple[tuple[str, str], ...] = (  # what an option to tick says of the kind
    (
        "escalation",
        r"not happy with|dissatisfied with (?:the|your|our)|unhappy with (?:the|your|our)"
        r"|stage (?:2|two)|escalat|review of|take (?:it|this|my complaint) further|appeal",
    ),
    ("compliment", r"compliment|praise|thank"),
    ("complaint", r"complain|stage (?:1|one)"),
    ("comment", r"comment|suggestion|idea|general feedback"),
    ("service_request", r"report a|request (?:a|for) service|service request"),
)
KIND_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in KINDS)

KIND_ALONE = re.compile(
    r"(?:i (?:want|would like|wish) to )?(?:to )?(?:make|give|pay|send|leave|submit|raise)?(?: us)? ?(?:an? )?(?:new )?"
    r"(?:complaint|compliment|comment|suggestion|feedback)s?"
)

# What the maker of a web form adds below: no question, and no part of the last answer.
NO_ANSWER = re.compile(
    r"\s*(?:submission (?:id|date|ref\w*)|form (?:id|name)|submitted (?:on|at|by|from)|date submitted"
    r"|ip address|user agent|browser|page url|source url|this (?:e-?mail|message) was sent"
    r"|sent from (?:our|the|your) website)\b",
    re.IGNORECASE,
)

NUMBER = re.compile(
    r"^\d{1,2}(?:\.\d{1,2})+[.)]?\s+|^[a-z]\.\d{1,2}[.):]?\s+|^(?:(?:section|part|question|q)\s*)?\d{1,2}[a-z]?\s*[.):–—-]+\s*|^[a-z][.)]\s+"
    r"|^(?:section|part|question)\s*\d{1,2}\b\W*|^\d{1,2}\s+|^[a-z]\d{1,2}[.):]?\s+"
)
ASIDE = re.compile(r"\((?!s\))[^)]*\)?|\*")


def plain_label(label: str) -> str:
    """The label as the table has it: small letters, no number, no aside, straight apostrophes."""
    words = label.lower().replace("’", "'").replace("‘", "'").replace("&", "and")
    words = NUMBER.sub("", " ".join(words.split()))
    return " ".join(ASIDE.sub(" ", words).split()).strip(" :?.!-–—*")


def meaning_of(label: str) -> str:
    """The key a label asks for, or '' where it is none of ours; one in two languages is asked in either."""
    return next((key for half in (label, *_halves(label)) if (key := _meaning(half))), "")


def _halves(label: str) -> tuple[str, ...]:
    """'Enw / Name' as its second and its first half."""
    before, bar, after = label.partition(" / ")
    return (after, before) if bar else ()


def _meaning(label: str) -> str:
    words = plain_label(label)
    whole = " ".join(label.lower().replace("’", "'").split())
    for key, pattern in MEANINGS:
        if pattern.search(words) or (key in ("ignored", "office") and pattern.search(whole)):
            return key
    return ""


def names_kind_alone(answer: str) -> bool:
    """Whether an answer says the kind of feedback and nothing else: 'Complaint', 'Make a complaint'."""
    return KIND_ALONE.fullmatch(" ".join(answer.lower().split()).strip(" .")) is not None


def asks_how_to_reach(label: str) -> bool:
    """Whether it asks how somebody wants to be answered: some write their address there, and no "by email"."""
    return HOW_TO_REACH.search(plain_label(label)) is not None


def contacts_in(label: str) -> tuple[str, ...]:
    """The ways to reach somebody that one label asks for together; () for fewer than two."""
    words = plain_label(label)
    found = tuple(key for key, pattern in ALSO if pattern.search(words))
    return found if len(found) > 1 else ()


def kind_of(option: str) -> str:
    """What kind of feedback an option to tick names: 'complaint', 'escalation' …; '' for none."""
    words = " ".join(option.lower().replace("’", "'").split())
    return next((kind for kind, pattern in KIND_PATTERNS if pattern.search(words)), "")

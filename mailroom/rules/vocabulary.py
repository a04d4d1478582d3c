"""The words by which a clerk tells one kind of mail from another: a table, strongest first, no council's own words.

A council's services and their words are configuration; what stands here is everyday English. Weights are in nats of
evidence, set by hand from what the words mean in such mail; `triage` adds them up and shows each that counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailroom.rules.hints import hints_of


@dataclass(frozen=True, slots=True)
class Sign:
    """A wording that speaks for a label, and how loudly."""

    label: str
    weight: float
    pattern: re.Pattern[str]
    # Letters of which some stand in every text that the pattern matches (`hints`).
    hints: tuple[str, ...] = ()


def _sign(label: str, weight: float, words: str) -> Sign:
    pattern = re.compile(words, re.IGNORECASE)
    return Sign(label, weight, pattern, hints_of(pattern))


KINDS: tuple[Sign, ...] = (
    _sign(
        "complaint",
        3.0,
        r"\b(?:formal(?:ly)? )?compla(?:int|in(?:ing)?)\b(?! about (?:you|the) ?resolved)",
    ),
    _sign(
        "complaint",
        2.0,
        r"\b(?:i want|wish|would like|need) to (?:make|raise|register|lodge) a (?:formal )?complaint\b",
    ),
    _sign(
        "complaint",
        1.6,
        r"\b(?:disgust\w*|disgrace\w*|appall\w*|unacceptable|shocking|a joke|fed up|furious|angry)\b",
    ),
    _sign(
        "complaint",
        1.4,
        r"\b(?:third|fourth|fifth|3rd|4th|5th|several|many|\d+|two|three|four|five|six) (?:time|week)s?\b",
    ),
    _sign(
        "complaint",
        1.3,
        r"\b(?:still|again)\b.{0,40}\b(?:not|no|nothing|nobody|never|wrong|missed)\b",
    ),
    _sign(
        "complaint",
        1.2,
        r"\b(?:nobody|no one|no-one|nothing) (?:has |have |ever |came|called|rang|replied|answers|been)",
    ),
    _sign(
        "complaint",
        1.2,
        r"\bi(?:'ve| have)? (?:have )?(?:already )?(?:reported|rung|rang|phoned|called|emailed|chased|written|told|asked)\b",
    ),
    _sign(
        "complaint",
        1.0,
        r"\b(?:rude|dismissive|shouted|unhelpful|let down|apology|apologise|compensat\w+|put (?:this|it|things) right)\b",
    ),
    _sign(
        "compliment",
        3.0,
        r"\b(?:compliment|well done|credit where|going the extra mile|nominat\w+|praise)\b",
    ),
    _sign(
        "compliment",
        2.0,
        r"\b(?:thank(?:s| you)? (?:so much |very much )?(?:to|for)|brilliant|wonderful|fantastic|excellent|so (?:kind|helpful|polite|patient)|big thank|record (?:my|our) thanks)",
    ),
    _sign(
        "comment",
        3.0,
        r"\b(?:suggest(?:ion)?|just a thought|an idea|idea for|not a complaint|in my opinion|feedback on)\b",
    ),
    _sign(
        "comment",
        1.2,
        r"\b(?:could you consider|have you thought|it would be (?:nice|good|better)|why not|should put|might want to)\b",
    ),
    _sign(
        "service_request",
        2.2,
        r"\b(?:can|could|would) (?:you|someone|somebody)(?: please)? (?:come|send|fix|collect|tell me|let me know|set me up|arrange|look)\b",
    ),
    _sign(
        "service_request",
        1.5,
        r"\b(?:please (?:can|could) you|pls fix|how do i|what time|please (?:collect|repair|remove|fix)|i(?:'d| would) like to (?:report|request|apply)|happening right now|just started|only started)\b",
    ),
    _sign(
        "escalation",
        4.0,
        r"\b(?:stage (?:2|two)|not (?:satisfied|happy) with (?:the|your|this) (?:reply|response|answer|outcome)|escalate|take (?:this|it) further|review (?:of )?(?:the|your) (?:decision|response))\b",
    ),
    _sign(
        "ombudsman",
        4.5,
        r"\bwe have (?:decided to|received a complaint|accepted)\b.{0,120}\bcouncil\b|\blink officer\b",
    ),
    _sign(
        "other_process",
        3.5,
        r"\b(?:freedom of information|environmental information regulations|subject access|everything you hold (?:about|on) me)\b",
    ),
    _sign(
        "other_process",
        3.0,
        r"\b(?:appeal(?:ing)? against|object(?:ion)? to (?:the )?(?:planning )?application|we object to)\b",
    ),
    _sign(
        "spam",
        4.0,
        r"\b(?:seo|page 1 (?:of|for)|unsubscribe|limited offer|save \d+%|mailbox (?:storage|will be)|confirm your password|bitcoin|click (?:here|below) to (?:claim|verify))\b",
    ),
)

ACTS: tuple[Sign, ...] = (
    _sign(
        "withdrawal",
        4.0,
        r"\b(?:withdraw|please (?:close|cancel) (?:my|the) complaint|no longer (?:want|wish) to)\b",
    ),
    _sign(
        "chase",
        3.0,
        r"\b(?:any (?:news|update)|heard nothing|have(?:n't| not) heard|when (?:will|can) i (?:expect|hear)|still waiting|chas(?:e|ing)|overdue)\b",
    ),
    _sign("consent", 3.0, r"\bi (?:give|confirm) (?:my )?(?:permission|consent)\b"),
    _sign(
        "thanks",
        2.5,
        r"^(?:\W*(?:hi|hello|dear)[^\n]{0,40}\n)?\s*(?:many )?(?:thanks|thank you)\b.{0,160}$",
    ),
    _sign("information", 0.5, r"."),
)

EXCLUSIONS: tuple[Sign, ...] = (
    _sign(
        "councillor_conduct",
        3.0,
        r"\b(?:complaint|conduct|behaviour|complain)\b.{0,80}\b(?:councillor|cllr)\b|\b(?:councillor|cllr)\b.{0,200}\b(?:complaint|conduct|behaviour|called me)\b",
    ),
    _sign(
        "right_of_appeal",
        3.0,
        r"\b(?:appeal(?:ing)?|penalty charge|pcn|tribunal|refus(?:al|e|ed) (?:of |to )?(?:my |our )?planning)\b",
    ),
    _sign(
        "legal_or_insurance",
        3.0,
        r"\b(?:insurance claim|claim for (?:damage|injury)|damage to my (?:car|vehicle|property)|whiplash|court proceedings)\b",
    ),
    _sign(
        "foi_or_data_protection",
        4.0,
        r"\b(?:freedom of information|foi request|subject access|data protection|gdpr|everything you hold (?:about|on) me)\b",
    ),
    _sign(
        "supplier_or_partner",
        3.0,
        r"\b(?:our invoices?|invoice \d+|purchase order|sub-?contractor on your)\b",
    ),
    _sign(
        "staff_grievance",
        3.0,
        r"\b(?:i work (?:in|for) (?:the )?(?:council|revenues|your)|my (?:line )?manager|team leader treats)\b",
    ),
    _sign(
        "schools", 3.0, r"\b(?:head ?teacher|primary school|secondary school|school governors?)\b"
    ),
    _sign("social_care", 3.0, r"\b(?:social (?:worker|care|services))\b"),
    _sign(
        "live_planning_application",
        3.0,
        r"\bobject(?:ion)?s?\b.{0,60}\b(?:application|\d\d/\d{4,5})",
    ),
    _sign("fraud_or_whistleblowing", 3.0, r"\b(?:fraud|whistle-?blow\w*|bribe\w*|backhander)\b"),
    _sign(
        "not_the_council",
        2.5,
        r"\b(?:hospital|nhs|the police|royal mail|county council|highways england|train company)\b",
    ),
    _sign(
        "council_policy",
        2.0,
        r"\b(?:voted through|council(?:'s)? policy of|decision of (?:the )?(?:cabinet|committee|full council))\b",
    ),
    _sign(
        "anonymous",
        2.0,
        r"\b(?:(?:not|won'?t|rather not|do not want to) (?:be )?(?:giv\w+|say\w*|leav\w+) (?:you )?(?:my name|who i am)|anonymous(?:ly)?)\b",
    ),
)

FLAGS: tuple[Sign, ...] = (
    _sign(
        "safeguarding",
        3.0,
        r"\b(?:suicid\w+|kill (?:myself|himself|herself)|self[- ]harm|(?:child|children|daughter|son)\b.{0,60}\b(?:at risk|unsafe|nowhere to (?:sleep|go)|sleeping rough)|domestic (?:abuse|violence)|being abused)\b",
    ),
    _sign(
        "legal_threat",
        2.0,
        r"\b(?:solicitor|legal action|see you in court|sue (?:you|the council))\b",
    ),
    _sign(
        "discrimination",
        2.0,
        r"\b(?:discriminat\w+|racis[tm]|because (?:i am|i'm|of my) (?:black|asian|disab\w+|gay|muslim|jewish|race|age|religion|pregnan\w+))\b",
    ),
    _sign(
        "third_party",
        2.0,
        r"\bon behalf of\b|\bmy (?:mother|mum|father|dad|nan|gran|grandmother|grandfather|aunt|uncle|client|constituent)\b"
        r".{0,60}\b(?:has|have|had) (?:asked|complained|reported|rung|told|been waiting)\b",
    ),
    _sign(
        "elected_member", 3.0, r"\b(?:my constituent|constituent:|mp for|member of parliament)\b"
    ),
    _sign(
        "adjustment_requested",
        2.0,
        r"\b(?:large print|braille|easy read|dyslexi\w+|hard of hearing|deaf|interpreter|translat\w+|please (?:phone|ring|call) me (?:as|because))\b",
    ),
    _sign(
        "vulnerable",
        1.5,
        r"\b(?:disabled|wheelchair|dementia|cancer|oxygen|elderly|pensioner|baby|newborn|month old|pregnant|carer)\b",
    ),
    _sign(
        "fluency_duty",
        2.0,
        r"\b(?:(?:could(?: not|n't)|can(?:not|'t| not)|unable to) understand (?:his|her|their|the \w+'s) english"
        r"|(?:spoken|standard of|level of) english|(?:spoke|speaks?|speaking) (?:no|hardly any|almost no|very little"
        r"|such poor|poor|broken) english|english (?:was|is) (?:so|too|very) (?:poor|bad|weak))\b",
    ),
    _sign("contractor", 2.0, r"\b(?:sub-?)?contractors?\b"),
    _sign("compensation_sought", 2.0, r"\b(?:compensat\w+|refund|reimburs\w+|money back)\b"),
    _sign(
        "reply_requested",
        2.0,
        r"\b(?:please (?:reply|let me know|write back)|i would (?:like|appreciate) (?:a reply|an answer)|look forward to (?:your|hearing))\b",
    ),
    _sign("abusive", 2.0, r"\b(?:fuck\w*|shit\w*|bastards?|taking the piss|wankers?)\b"),
)

"""What somebody wants who writes on a case that is there already. Data alone."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs

ACTS: tuple[Sign, ...] = (
    *signs(
        "withdrawal",
        4.0,
        r"(?:withdraw|withdrawing|retract) (?:my|the|this|our|it)\b",
        r"withdrawn\b",
        r"(?:withdraw|take back|retract|cancel|forget) (?:what|everything|all|anything) (?:that )?(?:i|we)\b",
        r"(?:please |kindly |you can |can you )(?:\w+ )?(?:close|cancel|drop|scrap|ignore|forget|"
        r"disregard) (?:my|the|this|our|all) (?:\w+ )?(?:complaint|case|matter)\b",
        r"(?:drop|cancel|forget) (?:my|the|this|our) (?:\w+ )?complaint\b",
        r"(?:no longer|don't|do not) (?:want|wish|need) (?:my|the|this|our) (?:\w+ )?complaint\b",
        r"(?:no longer|don't|do not) (?:want|wish|need)(?: to)? (?:to )?(?:complain|pursue|proceed|continue|"
        r"carry on|take)\b",
        r"(?:consider|treat) (?:the|this|my) (?:matter|complaint|case) (?:as )?(?:closed|resolved|settled|over)\b",
    ),
    *signs(
        "chase",
        3.0,
        r"(?:any|is there any|no) (?:news|updates?|progress|joy)\b",
        r"(?:heard nothing|not heard|have(?:n't| not) (?:yet )?heard|never heard|haven't had|not had|"
        r"not yet received|not received|had no|without (?:a|any)) ?(?:back|anything|reply|answer|response)?",
        r"when (?:will|can|should|might|do|am|are) (?:i|you|we|somebody|someone) (?:expect|hear|get|be|"
        r"going|reply|answer|likely)\b",
        r"(?:still )?waiting (?:for|to hear)\b",
        r"chas(?:e|ing)\b",
        r"overdue\b",
        r"(?:what(?:'s| is| has)) (?:happening|going on|the (?:status|position|latest)|happened)\b",
        r"where (?:is|has|are) (?:my|the|we|this)\b",
        r"(?:was|were) (?:due|supposed|promised)\b",
        r"you said (?:i|you|it|we|by|that)\b",
        r"(?:follow|following) up\b",
        r"(?:ten|10|\d+) working days\b",
    ),
    *signs(
        "consent",
        3.5,
        r"i(?:,? [A-Z][^.]{0,80}?)? (?:hereby )?(?:give|confirm|grant|am (?:happy|content) for|authorise|"
        r"agree to|consent)\b[^.]{0,60}\b(?:permission|consent|acts?|acting|behalf|speak|represent|deal|"
        r"complain|share)\b",
        r"(?:has|have|with) my (?:full )?(?:permission|consent|authority)\b",
        r"(?:signed )?consent form\b",
        r"(?:signed|written|her|his|their|my (?:mother|father|mum|dad|wife|husband|aunt|uncle|son|daughter)'s) "
        r"(?:\w+ )?(?:permission|consent|authority|authorisation|mandate)\b(?: \w+){0,3} (?:is |are )?"
        r"(?:attached|enclosed|below|herewith|scanned|to follow)",
        r"(?:attach\w*|enclos\w*|here is|here's|find)(?: \w+){0,4} (?:permission|consent|letter of authority|form of "
        r"authority|authorisation|power of attorney|mandate)\b",
        r"(?:she|he|mum|dad|mother|father|my \w+|they)(?: has|'s| have)? (?:now )?signed (?:it|this|the|your) ?"
        r"(?:form|permission|letter|consent|slip)?\b",
    ),
    *signs(
        "thanks",
        2.5,
        r"(?:many )?(?:thanks|thank you)\b(?! for nothing)",
        r"i(?:'m| am) (?:happy|satisfied|content|pleased) with (?:the|your|that|this)\b",
        r"not taking (?:it|this) any further\b",
        r"(?:cheers|ta|much obliged|(?:very )?grateful)(?: \w+)? for (?:sorting|fixing|doing|getting|looking|your)\b",
        r"(?:all|now) (?:sorted|resolved|done)\b",
    ),
    *signs(
        "reopen",
        3.0,
        r"re-?open(?:ed|ing)? (?:my|the|this|it)\b",
        r"(?:has|have|is|it's|it|they|problem) (?:happened|started|back|come back|doing it|missed it|"
        r"missed us|begun) again\b",
    ),
)

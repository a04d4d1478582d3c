"""Other bodies that people complain of to a council: the post, the water, the buses, a hospital. Data alone."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs

_CROSS = (
    r"(?:complain\w*|complaint|disgusted|disgusting|disgrace\w*|fed up|angry|furious|unhappy|appalled|appalling|"
    r"dreadful|terrible|shocking|"
    r"useless|hopeless|ripped off|scandal\w*|outrageous|robbery|extortion\w*|rude|ashamed)"
)
_POST = (
    r"(?:royal mail|post office|post(?:man|ie|woman|men)|postal (?:worker|delivery|service)|sorting office|"
    r"delivery office|parcel ?force|"
    r"evri|hermes|dpd|yodel|amazon (?:driver|delivery)|courier)s?"
)
_HEALTH = (
    r"(?:hospital|infirmary|nhs(?: trust)?|gp|gp surgery|doctor'?s? surgery|surgery|dentist|ambulance|a&e|a and e|"
    r"maternity|district nurses?|"
    r"health (?:centre|visitor|board|trust)|pharmacy|chemist|nhs 111|consultant|camhs|mental health (?:team|trust))"
)
_WATER = (
    r"(?:water (?:company|board|authority|people|firm)|(?:anglian|thames|severn trent|yorkshire|northumbrian|"
    r"southern|wessex|welsh|affinity|"
    r"south (?:west|east)|scottish|essex and suffolk|portsmouth|bristol|cambridge) water|united utilities|"
    r"severn trent|sewerage company)"
)
_POWER = (
    r"(?:energy (?:company|supplier|firm|provider)|gas (?:company|board|supplier)|electric(?:ity)? (?:company|"
    r"board|supplier)|power company|"
    r"british gas|octopus|scottish power|national grid|western power|smart meter (?:company|people)|"
    r"broadband (?:company|provider)|bt|openreach|"
    r"virgin media|talktalk|phone company|mobile (?:company|network))"
)
_STATE = (
    r"(?:dwp|department for work and pensions|job ?centre(?: plus)?|universal credit|work coach|pension service|"
    r"hmrc|tax office|inland revenue|"
    r"home office|passport office|dvla|dvsa|driving test centre|court service|county court|magistrates'? court|"
    r"probation|environment agency|"
    r"national highways|highways england|land registry|child maintenance|valuation office(?: agency)?|voa)"
)
_TRAVEL = (
    r"(?:bus (?:company|companies|driver|operator|service|firm|fares?)|buses|coach company|train (?:company|"
    r"operator|service)|rail(?:way)? "
    r"(?:company|operator)|railway|network rail|stagecoach|arriva|first bus|national express|tfl|metro|tram|"
    r"airport|airline)"
)
_POLICE = r"(?:police(?: officers?| force| station)?|constabulary|pcsos?|chief constable|crown prosecution)"
_TRADE = (
    r"(?:tesco|sainsbury'?s|asda|morrisons|aldi|lidl|supermarket|shop|store|private (?:parking|car park) (?:firm|"
    r"company|operator)|parkingeye|"
    r"letting agents?|estate agents?|managing agents?|builder|garage|bank|building society|insurance company|"
    r"landlord|housing association|"
    r"care home owner|nursery owner|gym chain)"
)
_COUNCIL = r"(?:county|town|parish|district|borough|city|neighbouring|another|other|next) council"
_BODIES = f"{_POST}|{_HEALTH}|{_WATER}|{_POWER}|{_STATE}|{_TRAVEL}|{_POLICE}"
# What they do to people that is theirs to answer for.
_DOES = (
    r"(?:never|won'?t|wouldn'?t|refus\w+|keeps?|failed|fails|stopped|lost|cancell?ed|sanction\w*|ignored|hung up|"
    r"overcharg\w+|charged|put up|"
    r"misdeliver\w*|threw|dumped|left|told me to (?:wait|go away)|closed my|are (?:a disgrace|useless|hopeless|"
    r"never)|is (?:a disgrace|useless|"
    r"hopeless|always late|never)|don'?t (?:come|answer|care)|doesn'?t (?:come|answer|care|turn up))"
)

BODIES: tuple[Sign, ...] = (
    *signs(
        "not_the_council",
        2.5,
        rf"(?:complain\w*|complaint)(?: \w+){{0,3}} (?:about|against|regarding|over|of|with) (?:the |my |our |a |"
        rf"how the |this )?(?:\w+ ){{0,2}}?"
        rf"(?:{_BODIES}|{_TRADE}|{_COUNCIL})\b(?! (?:telling|told|tax|house|flat|tenan\w+|staff at the|letter you|"
        rf"bins?|"
        rf"garage|garages|service charge))",
        rf"(?:{_BODIES})\b[^.?!]{{0,60}}\b{_DOES}\b[^?]{{0,160}}\b{_CROSS}\b",
        rf"{_CROSS}\b[^.?!]{{0,40}}\b(?:{_BODIES})\b(?! (?:told|said|came|attended|were called|have been|suggested|"
        rf"advised|gave))",
        rf"(?:{_POST})\b[^.?!]{{0,60}}\b(?:late|lost|left|threw|not (?:deliver\w*|come)|stole|stolen|dumped|keeps?|"
        rf"won't|rude|damaged|"
        r"wrong (?:house|address)|misdeliver\w*)\b",
        rf"(?:parking|car park)\b[^.?!]{{0,40}}\b(?:at|of|outside) (?:the )?(?:\w+ )?(?:{_HEALTH}|general|"
        rf"supermarket|station|retail park|"
        r"airport|aldi|lidl|tesco|asda|sainsbury'?s|morrisons)\b",
        rf"(?:{_WATER}|{_POWER})\b[^.?!]{{0,80}}\b(?:dug|digging|came|come|promised|won't|never|not|leak\w*|burst|"
        rf"sewage|bill\w*|meter|cut off|"
        r"disconnect\w*|restor\w*|fix)\b[^?]{0,120}\b(?:complain\w*|complaint|disgrac\w*|useless|hopeless|weeks|"
        r"angry|appalled)\b",
        r"raw sewage\b",
        r"burst (?:water )?mains?\b",
        r"(?!(?:hot|cold|clean|dirty|running|standing|flood|drinking|surface|waste|mains"
        r"|shower|brown|black|their|about|"
        r"which|under|where|there|after|because|without|filthy|stagnant|boiling|rusty)\b)[a-z]{5,} water (?:have"
        r"|has|had|are|"
        r"say|says|said|told|came|won't|don't|didn't|never|keeps?|engineers?|company)\b(?=[^?]{0,300}\b(?:complain\w*|"
        r"complaint|disgrac\w*|useless|fobbed|hopeless|appalled|angry)\b)",
        r"(?:it'?s|its|they'?re|there|they are|is|are|was|from|by) (?:a |an |the |my |our )?(?:\w+ )?"
        r"(?:housing association|"
        r"housing trust|registered provider|social landlord)\b(?! (?:list|register|bid|properties|homes))",
        r"(?:my|our) (?:universal credit|uc|pip|esa|jsa|state pension|pension credit|child benefit|tax credits?|"
        r"attendance allowance|carer'?s "
        r"allowance|tax code|passport|driving licence|visa|winter fuel (?:payment|"
        r"allowance))\b[^.?!]{0,60}\b(?:stopped|sanction\w*|refused|late|"
        r"wrong|cut|delay\w*|not (?:been )?(?:paid|arrived|come)|hasn't|cancelled|reduced)\b",
        r"(?:my|our) (?:landlord is|landlords? are) (?:a )?housing association\b",
        r"(?:i am|i'm|we are) (?:a )?(?:tenants? (?:of|with)|with) (?:a |the )?(?:\w+ ){1,3}(?:housing association|"
        r"housing trust|housing group|"
        r"homes)\b",
        r"(?:private )?(?:dentist|bank|builder|estate agent|letting agent|supermarket|energy supplier|"
        r"water company)\b[^.?!]{0,40}\b(?:ripped|"
        r"conned|cheated|overcharged) (?:me|us|my)\b",
    ),
)

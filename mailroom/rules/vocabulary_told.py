"""More of what a coordinator should know: what people tell of themselves by the way, and what they want. Data alone."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs

# Money, and what is asked for it.
_SUM = r"(?:£ ?\d[\d,.]*|\d[\d,.]*(?: ?p| pounds?| quid)\b)"
_COUNTED = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|some|\d+|twenty|thirty|forty|fifty)"

TOLD: tuple[Sign, ...] = (
    *signs(
        "compensation_sought",
        2.0,
        rf"(?:return|repay|refund|pay|give|send|credit|reimburse)(?: \w+){{0,4}} (?:the |my |me |us |back )*{_SUM}",
        rf"{_SUM}(?: [\w']+){{0,7}} (?:back|returned|refunded|repaid|reimbursed|removed|waived|taken off|"
        rf"knocked off)\b",
        r"(?:give|giving|have|want|get|pay|paying|like) (?:me |us )?(?:back )?(?:the|my|our) (?:money|deposit|fee|"
        r"fees|fare|"
        r"charge|charges|costs?|rent)(?: \w+)?(?: back| returned| refunded)?\b(?=[^.?!]{0,20}\bback\b)",
        r"give (?:me |us )?back (?:the|my|our) (?:money|deposit|fee|fee)",
        r"refunds? (?:for|on|please|of|to)\b",
        r"(?:a|my|our|full|partial|some) refund\b",
        r"(?:knock|knocked|take|taken|money) off (?:my|our|the) (?:bill|rent|account|next|charge|membership|"
        r"service charge)\b",
        r"knock off (?:\w+)\b",
        r"(?:claim|claiming|recover|repay|cover|make up|make good)(?: \w+){0,2} (?:my|our|the|for) (?:\w+ )?"
        r"(?:lost )?(?:earnings|income|wages|pay|takings|losses?|expenses|costs?)\b",
        r"lost (?:earnings|income|takings|trade) (?:of|which|that)\b[^.?!]{0,80}\b(?:claim|pay|cover|owed?)",
        r"(?:give|offer|pay|send)(?:ing)? (?:me|us|her|him) something (?:towards|for|off|back)\b",
        r"(?:something|contribution|contribute|money) towards (?:the|my|our) \w+",
        r"(?:who|somebody|someone|you|council|they) (?:is|are|will|should|to|must|needs? to|"
        r"ought to)? ?(?:going to )?pa(?:y|ys|ying) "
        r"(?:for )?(?:the|my|our|this|it|me|us|for)\b[^.?!]{0,40}\b(?:damage\w*|bill|repairs?|cleaning|loss|it|"
        r"this|account)\b",
        r"(?:claim form|just pay it|pay it into)\b",
        r"(?:waive|waived|waiving|write off|written off|cancel|cancelled|removed?) (?:the |my |our |this |"
        r"these )?(?:\w+ ){0,2}?"
        r"(?:charges?|costs?|fees?|summons costs|arrears|interest)\b",
        r"(?:rent|service charge) (?:reduction|rebate|refund|abatement)\b",
        r"(?:goodwill|redress|make it up to (?:me|us|him|her))\b",
    ),
    *signs(
        "vulnerable",
        2.0,
        r"(?:there is|there's|with|have|has|got|a|our|my|the|her|his) (?:a |an? )?(?:\w+ )?(?:baby|newborn|"
        r"toddler)(?: in the "
        r"(?:house|flat|home))?\b(?=[^?]{0,160}\b(?:no heat|heating|hot water|cold|freezing|damp|mould|homeless|"
        r"hostel|hotel|room|lift|"
        r"stairs|boiler|ill|poorly|asthma|cough|unsafe|food|rats?|mice)\b)",
        r"(?:no heat\w*|heating|hot water|freezing|damp|mould|homeless|hostel|hotel|lift|"
        r"boiler)\b[^?]{0,160}\b(?:there is|there's|with|have|"
        r"has|got|a|our|my) (?:a |an? )?(?:\w+ )?(?:baby|newborn|toddler)\b",
        r"(?:chronic|terminal|life.?limiting|long.?term) (?:\w+ )?(?:illness|condition|pain|bronchitis|fatigue|"
        r"disease|obstructive)\b",
        r"(?:bronchitis|polio|motor neurone|\bmnd\b|sickle cell|cystic fibrosis|muscular dystrophy|cerebral palsy|"
        r"spina bifida|"
        r"osteoporosis|rheumatoid|ulcerative colitis|stoma|colostomy|catheter|tracheostomy|transplant|"
        r"kidney failure|palliative|"
        r"hospice|end of life|brain injury|paralys\w+|amputat\w+|down'?s syndrome|deafblind|macular degeneration|"
        r"glaucoma|cataracts?|"
        r"agoraphobi\w+|long covid|immunosuppress\w+|stammer|my stroke|a stroke|his stroke|her stroke)\b",
        r"(?:my|our) (?:late )?(?:husband|wife|partner|mum|mother|dad|father|son|daughter|baby|brother|"
        r"sister)(?: \w+)? (?:has |had |just |"
        r"recently )*(?:died|passed away|passed on|was killed)\b",
        r"(?:lost|buried) my (?:husband|wife|partner|son|daughter|baby|mum|mother|dad|father)\b",
        r"(?:on|use|uses|using|with) (?:two |a |my |her |his )?(?:sticks?|crutches|walker|rollator|zimmer|"
        r"wheelchair|mobility scooter)\b",
        r"(?:bad|dodgy|new|replacement|broken|poor) (?:hips?|knees?|heart|lungs?|chest)\b",
        r"(?:my hip|my hips|because of my (?:hip|knee|back|heart|chest|legs?|eyes|nerves))\b",
        r"(?:come|came|coming|go|went) down (?:the stairs |them |it )?on my (?:bottom|backside|bum)\b",
        r"occupational therapist\b",
        r"(?:live|lives|living) (?:alone|on (?:my|his|her) own)\b[^.?!]{0,80}\b(?:old|elderly|frightened|scared|ill|"
        r"7\d|8\d|9\d|disab\w+|unwell|pension\w*)\b",
        r"(?:scared|frightened|terrified|afraid)\b[^.?!]{0,60}\b(?:hurt|attack|kill|come back|find)\w*\b",
        r"(?:restraining|non.?mol(?:estation)?|occupation) order\b",
        r"(?:domestic (?:abuse|violence)|fleeing|refuge|asylum|refugee)\b",
        r"(?:in|under|with|on) (?:tears|my medication|chemo\w*|anti.?depressants|morphine|"
        r"insulin)\b(?=[^.?!]{0,60}\b(?:cope|ill|daily|pain|"
        r"every day|fridge)\b)",
        r"(?:i|she|he|mum|dad|mother|father) (?:can't|cannot|can not|am unable to|is unable to|can hardly|"
        r"can barely) (?:walk|"
        r"manage the stairs|get (?:up|down) (?:the )?stairs|get about|get out|stand|lift|breathe)\b",
        r"my (?:nerves|depression|anxiety|illness|disability|condition|impairment|autism|adhd|ptsd)\b",
    ),
    *signs(
        "adjustment_requested",
        2.5,
        r"(?:dyslexi\w+|dislexi\w+|dyslecsi\w+|dyspraxi\w+)\b",
        r"(?:can't|cant|cannot|can not|couldn't|unable to|struggle to|hard for me to|"
        r"difficult for me to) (?:really |easily )?(?:read|write|"
        r"see)\b[^.?!]{0,40}\b(?:letters?|print|forms?|emails?|post|writing|handwriting)\b",
        r"(?:ring|phone|call|text|visit|email|telephone) (?:me )?(?:and )?(?:not|rather than|instead of|"
        r"don't) (?:write|right|writing|letters?|"
        r"a letter|phone|ring|phoning|ringing|the phone|call|post)\b",
        r"(?:do not|don't|never|please don't) (?:write|ring|phone|call|post|send (?:anything|"
        r"letters?))\b[^.?!]{0,80}\b(?:email|text|only|"
        r"post|he|she|they|phone|ring|deaf|hear|see|read|opens|safe)\b",
        r"(?:email|text|phone|post|letter|writing)(?: or (?:email|text|phone|post|letter))? only\b",
        r"only (?:by|use|contact me by|write to|via) (?:\w+ )?(?:email|text|post|letter|phone)\b",
        r"(?:plain text|screen reader|not a pdf|no pdfs?|word document|accessible format|accessible version|"
        r"read aloud|sans serif|"
        r"size \d\d|\d\d ?(?:pt|point)|pastel paper|cream paper|on tape|daisy)\b",
        r"(?:home visit|visit me at home|someone (?:to )?(?:come|visit) (?:out )?(?:and )?(?:to )?(?:read|explain|"
        r"go through))\b",
        r"(?:lip.?read\w*|speech impairment|relay uk|18001|signer|speech to text)\b",
        r"(?:more|extra|longer) time (?:to|because|as|due)\b[^.?!]{0,40}\b(?:read|reply|respond|understand|process|"
        r"dyslex\w+|autis\w+|"
        r"illness|disab\w+)\b",
    ),
    *signs(
        "discrimination",
        2.5,
        r"(?:another one who|can't be bothered to (?:learn|speak)|(?:one|lot) of (?:them|those|you) (?:again|lot))\b",
        r"(?:mimick\w*|imitat\w*|impressions? of|mock\w*|laugh\w* at|made fun of|making fun of|"
        r"taking the mick\w*)\b[^.?!]{0,60}\b(?:stammer|"
        r"stutter|accent|disab\w+|wheelchair|speech|limp|deaf|blind|autis\w+|voice|headscarf|hijab|turban|religion|"
        r"faith|colour)\b",
        r"(?:stammer|stutter|accent|wheelchair|hijab|headscarf|turban|skin|colour|religion|prayers?|"
        r"praying)\b[^?]{0,160}\b(?:mimick\w*|"
        r"laugh\w*|mock\w*|joke[ds]?|sneer\w*|insult\w*|yoga)\b",
        r"(?:was|am|were|i was|we were) praying\b",
        r"(?:racist|sexist|homophobic|ableist|disablist|transphobic|derogatory|slur|slurs|bigoted|prejudiced|"
        r"victimis\w+|harassed because)\b",
        r"(?:equalit(?:y|ies) (?:act|duty|law)|public sector equality|indirect discrimination|hate (?:crime|"
        r"incident))\b",
        r"(?:different|worse|less favourabl\w+) (?:treatment|service|from how|than (?:white|english|british|local|"
        r"other))\b",
        r"(?:wouldn't|would not|never) (?:have )?(?:happen(?:ed)?|said|spoken|treated|"
        r"treat)\b[^.?!]{0,50}\bif (?:i|we|she|he) (?:was|were|"
        r"had been) (?:white|english|british|a man|younger|able.?bodied|straight|local)\b",
        r"(?:only|no) (?:step.?free|wheelchair|disabled|level) access\b[^.?!]{0,80}\b(?:refus\w+|told|denied|"
        r"excluded|can't)\b",
    ),
    *signs(
        "abusive",
        2.5,
        r"(?:w[\*@#]n?k\w*|w[\*@]+kers?|b[\*@#]+\w*s?|s[\*@#]+t\w*|c[\*@#]+\w*|t[\*@#]+t\w*|pr[\*@#]+\w*|"
        r"ars[\*@#]\w*)(?=[\s.,!?]|$)",
        r"(?:gits?|pillocks?|muppets?|knobheads?|bellends?|scumbags?|wasters?|thickos?|idiots|cretins?|nobheads?|"
        r"slimeballs?|"
        r"lazy (?:sods?|gits?|bastards?|so and so'?s?)|smug (?:\w+ )?(?:git|sod)|stupid (?:cow|bitch|woman|man|"
        r"idiot)s?)\b"
        r"(?=[^.?!]{0,200})",
        r"where the sun (?:doesn't|don't|does not) shine\b",
        r"(?:hope|wish) (?:you|he|she|they) (?:all )?(?:die|rot|burn|suffer|get (?:sacked|cancer|what))\b",
    ),
    *signs(
        "group_complaint",
        2.5,
        rf"(?:{_COUNTED}) of us (?:\w+ )?(?:\w+ )?(?:sign|agree|complain|live|feel|want|ask|affected|have|are|"
        rf"in)\w*\b",
        rf"on behalf of (?:some |about |the |all |all the )?(?:{_COUNTED}) (?:\w+ )?(?:famil\w+|households?|"
        rf"residents|neighbours|tenants|people|"
        rf"parents|traders|houses|homes|members|plot.?holders|shopkeepers|of us)\b",
        r"(?:the )?other (?:traders|residents|tenants|parents|neighbours|families|households|shopkeepers|"
        r"plot.?holders|members|leaseholders)"
        r" (?:\w+ )?(?:feel|agree|think|say|want|have signed|are|signed)\b",
        r"(?:we,? (?:the )?(?:traders|shopkeepers|parents|plot.?holders|families|members|people|undersigned|"
        r"allotment holders))\b",
        r"(?:agree with every word|same complaint as my neighbours?|signed (?:by|the attached|below))\b",
        r"(?:my )?neighbours? (?:\w+ ){0,6}?(?:will have|has|have) (?:also |already )?(?:written|complained|"
        r"emailed|been in touch)\b",
        r"(?:residents'?|tenants'?|traders'?|parents'?|friends of|action|community|allotment) (?:association|group|"
        r"society|forum|committee)\b",
        r"(?:signatures?|signatories|names and addresses|co.?signed|round robin)\b",
        r"(?:whole|entire) (?:street|road|block|close|estate|terrace|building|village) (?:is|are|has|have|feels|"
        r"wants|agrees)\b",
    ),
    *signs(
        "third_party",
        2.5,
        r"(?:has been|was) contacted by (?:her|his|their|a|my|our) constituents?\b",
        r"(?:my|our) (?:elderly |disabled |late |frail )?(?:mother|mum|mam|father|dad|nan|gran|grandmother|grandad|"
        r"grandfather|aunt|"
        r"auntie|uncle|mother.in.law|father.in.law)(?: \w+){0,3}? (?:had|has|gets|needs|was|is|lives|pays|'s been|"
        r"can't|cannot)\b[^?]{0,200}\b"
        r"(?:knows i'?m (?:writing|complaining)|asked me to (?:write|complain|contact|ring|email|deal)|she can't|"
        r"he can't|"
        r"for (?:him|her) because|on (?:his|her) behalf)\b",
        r"(?:she|he|they)(?:'s| is|'re| are) happy for me to (?:raise|write|contact|complain|ask|take|deal|act|"
        r"speak)\b",
        r"(?:asked|wants|wanted) me to (?:write|complain|contact you|email|take this up|raise this|get in touch|"
        r"help (?:her|him|them) complain)\b",
        r"(?:i am|i'm) (?:writing|complaining|emailing|getting in touch) (?:as|because) (?:she|he|my \w+|"
        r"they)\b[^.?!]{0,40}\b(?:can't|cannot|"
        r"isn't able|is unable|is too|doesn't|has no)\b",
        r"(?:support worker|advocate|caseworker|case worker|carer|social worker|citizens advice|friend|volunteer|"
        r"solicitor) (?:for|of|to|"
        r"helping|supporting|acting for) (?:mr|mrs|ms|miss|my|a|the|her|him)\b",
    ),
    *signs(
        "third_party_consent_given",
        2.5,
        r"(?:she|he|they)(?:'s| is|'re| are) happy for me to (?:raise|write|contact|complain|ask|take|deal|act|"
        r"speak)\b",
        r"(?:completed|signed|filled in) (?:our|the|your|an?) (?:authority|consent|authorisation|"
        r"permission)(?: form)?\b",
        r"authority to act\b",
        # That she knows of it is no permission.
        r"(?:agrees|agreed) (?:that )?i(?:'m| am) (?:writing|complaining|contacting|emailing|acting)\b",
        r"(?:authorised|has authorised) me to (?:act|write|complain|deal|speak)\b",
        r"(?:give|gives|giving|gave|given) (?:\w+ ){0,5}?(?:permission|consent|authority) to (?:act|deal|speak|"
        r"complain|represent|discuss|"
        r"be told)\b",
    ),
    *signs(
        "legal_threat",
        2.5,
        r"(?:solicitor|lawyer|court|sue|suing|legal)\b[^.?!]{0,40}\b(?:next|otherwise|if (?:i|we|you|this|nothing)|"
        r"unless)\b",
        r"(?:unless|if|otherwise|or)\b[^.?!]{0,80}\b(?:my solicitor|a solicitor|solicitors|lawyer|take (?:you|"
        r"the council|this|legal)|court|"
        r"sue)\b(?! (?:summons|costs|order))",
        r"(?:no win no fee|disrepair (?:claim|solicitor)|claims company|statutory demand|injunction against (?:you|"
        r"the council)|"
        r"judicial review|pre.?action)\b",
    ),
    *signs(
        "fluency_duty",
        2.5,
        r"(?:command|standard|level|grasp|quality|knowledge) of (?:spoken |the )?english\b",
        r"(?:spoken english|fluency duty|fluent enough|fluency in english)\b",
        r"(?:did not|didn't|does not|doesn't|couldn't|could not) (?:know|understand|speak) (?:the english|"
        r"enough english|much english|"
        r"proper english|good english)\b",
    ),
    *signs(
        "safeguarding",
        3.0,
        r"(?:found|lying|lay|left) (?:\w+ ){0,3}?on the floor (?:on|for|all|since|at|by|when|after|and)\b",
        r"(?:he|she|they|ex|partner|husband|son|boyfriend)(?: \w+)? (?:will|is going to|gonna|might) (?:hurt|kill|"
        r"attack|harm|hit) "
        r"(?:me|us|her|him|them|the kids|my)\b",
        r"(?:non.?mol(?:estation)?|restraining) order\b[^?]{0,200}\b(?:outside|came|door|got in|turned up|scared|"
        r"afraid)\b",
        r"(?:carers?|nurses?|staff) (?:hit|hurt|shout(?:ed)? at|bruis\w+|rough(?:ly)?|stole|stealing|steals|"
        r"neglect\w+)\b[^.?!]{0,40}\b(?:my|her|"
        r"him|mum|dad|mother|father|nan)\b",
        r"(?:not|hasn't|has not) (?:eaten|had (?:a |any )?(?:food|meal|drink|water)) (?:for|since|in)\b",
        r"(?:isn't|is not|not) (?:safe|being looked after|being fed|being cared for)\b(?=[^?]{0,120}\b(?:child\w*|"
        r"kids?|baby|mum|dad|mother|"
        r"father|her|him|tonight)\b)",
    ),
)

"""What a coordinator should know of a mail besides its kind: who is at risk, who writes for whom, what is needed."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs
from mailroom.rules.vocabulary_told import TOLD

_KIN = (
    r"(?:mother|mum|mam|mom|mummy|father|dad|nan|nana|nanna|gran|granny|grandma|grandmother|grandad|granddad|"
    r"grandfather|aunt|auntie|aunty|uncle|parents|mother[- ]in[- ]law|father[- ]in[- ]law|son|daughter|brother|"
    r"sister|husband|wife|partner|neighbour|friend|elderly neighbour)"
)
_OLD_KIN = (
    r"(?:mother|mum|mam|mom|father|dad|nan|nana|nanna|gran|granny|grandma|grandmother|grandad|granddad|"
    r"grandfather|aunt|auntie|aunty|uncle|parents|mother[- ]in[- ]law|father[- ]in[- ]law|neighbour)"
)
_AGE = (
    r"(?:7[5-9]|8\d|9\d|10\d|eighty(?:-\w+)?|ninety(?:-\w+)?|seventy-(?:five|six|seven|eight|nine))"
)
_NEEDS = (
    r"(?:reply|replies|write|letter|letters|respond|send|contact|information|answer|it|this|correspondence|"
    r"things|everything|me|documents?)"
)
_HEALTH = (
    r"(?:autis\w+|adhd|epilep\w+|asthma\w*|copd|dementia|alzheimer\w*|parkinson\w*|arthritis|cancer|chemo\w*|"
    r"dialysis|diabet\w+|anxiety|depress\w+|ptsd|bipolar|schizophren\w+|fibromyalgia|multiple sclerosis|stroke|"
    r"heart (?:condition|attack|failure)|angina|emphysema|oxygen|pacemaker|learning (?:disabilit\w+|"
    r"difficult\w+)|mental health|lupus|crohn'?s|sciatica|hip replacement|knee replacement|terminally ill|"
    r"ventilator)"
)

FLAGS: tuple[Sign, ...] = (
    *signs(
        "safeguarding",
        3.0,
        r"suicid\w+",
        r"(?:kill|hurt|harm|harming|hang) (?:myself|himself|herself|themselves)\b",
        r"(?:kill|stab|murder|rape|hurt|strangle) (?:me|her|him|us|them)\b",
        r"self[- ]?harm\w*",
        r"(?:end|ending|finish|finishing) (?:it all|my life|my own life)\b",
        r"(?:better off|best) (?:dead|if i (?:was|were)(?:n't| not)|without me)\b",
        r"(?:don't|do not|can't|cannot) (?:want to|wanna|go on) (?:be here|live|living|anymore|any more|"
        r"like this any)\b",
        r"no (?:point|reason) (?:in )?(?:living|going on|to live)\b",
        r"(?:take|taking|took) my (?:own )?life\b",
        r"(?:i|we) (?:wasn't|weren't|was not) here (?:any ?more)?\b",
        r"domestic (?:abuse|violence)\b",
        r"(?:being|been|is|was|gets|getting|sexually|physically) (?:abused|beaten|sexually assaulted|groomed|"
        r"trafficked|exploited|starved)\b",
        r"(?:ex|ex-partner|ex-husband|partner|boyfriend|husband|he|she)\b[^.?!]{0,50}\b(?:broke (?:the|"
        r"my) door|attacked me|hits? me|hit me|beats? me|beat me|threatened to kill|violent|punch\w* me|"
        r"strangl\w+|stalk\w+)\b",
        r"(?:child|children|kids?|daughters?|sons?|baby|toddler|boy|girl)\b[^.?!]{0,60}\b(?:at risk|"
        r"in danger|unsafe|nowhere (?:safe )?to (?:sleep|go|stay)|sleeping (?:rough|in (?:the|a|my) car)|"
        r"bruis\w+|(?:left|home) alone|hungry|neglected|blue with cold|screaming every|cries? all night|"
        r"beaten)\b",
        r"nowhere (?:safe )?to (?:go|sleep|stay) tonight\b",
        r"(?:locked|kept) in (?:a|the|his|her) (?:room|house|cupboard|garden shed|flat)\b",
        r"(?:lying|found|collapsed) (?:on the floor )?(?:unconscious|unresponsive)\b",
        r"fear(?:s|ing)? for (?:my|her|his|their|our) (?:life|safety)\b",
    ),
    *signs(
        "vulnerable",
        2.0,
        rf"(?:i am|i'm|im|who is|who's|is|she's|he's|shes|hes|aged|age|he is|she is|being|and|turning|nearly|"
        rf"was) {_AGE}(?:\b(?! ?(?:%|percent|per cent|days|weeks|months|years (?:ago|of service)|minutes|"
        rf"hours|pounds|p\b|km|miles|metres|High|Road|Street)))",
        rf"(?:{_AGE})[- ]years?[- ]old\b",
        rf"\({_AGE}\)",
        rf"(?:mum|mother|dad|father|nan|gran|grandmother|grandfather|aunt|she|he|husband|"
        rf"wife)[^.?!\d]{{0,40}}\b{_AGE} (?:and|with|who|now|years|next|in)\b",
        r"in (?:my|her|his|their) (?:late |early |mid )?(?:seventies|eighties|nineties|70s|80s|90s)\b",
        r"(?:elderly|pensioner|frail|housebound|bedridden|bedbound|registered (?:blind|disabled)|"
        r"partially sighted|sight is going|(?<!colour )(?<!colour-)blind(?! (?:bend|corner|spot|eye|alley|summit|"
        r"junction))|wheelchair|walking frame|zimmer|mobility scooter|(?:can't|"
        r"cannot|can not|unable to) walk|disabled(?! (?:bay|parking|access|toilet|badge|facilit))|"
        r"disabilit(?:y|ies)|guide dog|pregnant|newborn|new baby|"
        r"(?:small|young|little|tiny) (?:baby|babies)|(?:with|have|got|has) (?:a|my|twins?|young) (?:baby|"
        r"newborn|toddler)|months? old|week old|carer for|lung (?:condition|disease)|vulnerable|bereaved|"
        r"widow(?:ed|er)?|learning difficult\w+|mental health|(?:nervous|mental) breakdown|having a breakdown|"
        r"on crutches|my frame|uses? a frame|"
        r"with a stick)\b",
        rf"(?:i|my|his|her|has|have|with|got|from|severe|suffers?|suffering|who)\b[^.?!]{{0,40}}\b{_HEALTH}\b",
        r"(?:homeless|sofa.?surfing|sleeping rough|nowhere to (?:go|live|sleep|stay)|section 21 notice|"
        r"made homeless|losing (?:my|our) home|evicted)\b",
        r"(?:temporary|emergency) accommodation\b[^?]{0,100}\b(?:daughters?|sons?|children|kids|baby)\b",
        r"(?:three|3|four|4|five|5|two|2|young|small|my) (?:\w+ )?(?:kids|children|daughters|sons|"
        r"babies)\b[^?]{0,140}\b(?:rent|evict\w+|landlord wants|behind with|no (?:heating|hot water|food|"
        r"money)|freezing|cold)\b",
        r"(?:behind with (?:the|my|our) rent|landlord wants (?:me|us) out|food ?bank|can't (?:eat|"
        r"afford (?:food|to eat|heating)))\b",
    ),
    *signs(
        "discrimination",
        2.5,
        r"(?:prejudice\w*|bigot\w*|xenophob\w*)\b",
        r"as an? (?:black|asian|muslim|jewish|disabled|gay|deaf|blind|foreign|polish|"
        r"eastern european) (?:man|woman|person|resident|tenant|family|customer)\b",
        r"discriminat\w+",
        r"(?:racis[tm]|racially|sexis[tm]|homophobi\w+|transphobi\w+|islamophobi\w+|antisemiti\w+|ageis[tm]|"
        r"disablis[tm]|equality act|protected characteristic|reasonable adjustments? (?:were|was|have|has|"
        r"not)|racial (?:abuse|slur|profiling))\b",
        r"because (?:i am|i'm|im|she is|she's|he is|he's|we are|we're|of my|of her|of his|"
        r"of our) (?:\w+ )?(?:black|asian|muslim|jewish|sikh|hindu|gay|lesbian|trans|disab\w+|deaf|blind|"
        r"race|colour|skin|age|religion|faith|pregnan\w+|sex|gender|sexuality|accent|nationality|foreign|"
        r"polish|romanian|irish|traveller|gypsy|old|a woman|hijab|headscarf|autis\w+|wheelchair)\b",
        r"(?:your (?:kind|sort)|people like you(?! (?:are|lot|who))|go back to (?:your|where)|speak english or)\b",
        r"treated differently (?:because|to|from|than)\b",
    ),
    *signs(
        "abusive",
        2.5,
        r"fuck\w*",
        r"motherfuck\w*",
        r"f\*+\w*",
        r"(?:effing|cunts?|twats?|wankers?|bastards?|arseholes?|assholes?|shitty?|shite|bullshit|bollocks|"
        r"dickheads?|pricks?|tossers?|scumbags?|piss(?:ed)? off|taking the piss|bitch(?:es)?|slags?|morons?|"
        r"retards?|imbeciles?|parasites?|vermin like you|rot in hell|drop dead|hope you (?:die|rot|"
        r"get cancer))\b",
        r"(?:i(?:'ll| will)|gonna|going to) (?:come (?:down|round) (?:there|and)|smash|punch|"
        r"find out where you|knock)\b",
    ),
    *signs(
        "legal_threat",
        2.5,
        r"(?:through|via|in) the courts?\b(?! summons)",
        r"next (?:letter|email)(?: you \w+)? (?:will|is going to) be from\b",
        r"(?:suing|sue) (?:you|the council|for)\b",
        r"take (?:you|the council|this|it) to (?:court|the high court|tribunal)\b",
        r"(?:legal action|see you in court|take (?:you|this|the council) to court|sue (?:you|the council|"
        r"them)|(?:issue|commence|begin|start) (?:court |legal )?proceedings|judicial review|"
        r"letter before (?:action|claim)|(?:instruct|instructed|instructing|consult|consulting|seeing|"
        r"speaking to|speak to|contact|contacting|hear from|spoken to|passed (?:it|this) to|"
        r"advice from) (?:a|my|our|the) (?:solicitors?|lawyers?|barrister)|(?:my|our) (?:solicitors?|"
        r"lawyers?|barrister)|small claims|legal advice)\b",
    ),
    *signs(
        "third_party",
        2.5,
        r"on (?:behalf of|(?:her|his|their|my \w+'s) behalf)(?! of (?:the )?(?:\w+ )?(?:residents|everyone|"
        r"us all|all of us|tenants|neighbours))\b",
        rf"(?:complain\w*|writing|write|asking|emailing|contacting you|getting in touch|speaking|ringing|"
        rf"this is)(?: to you| this| to complain)?(?: for| about| on behalf of) (?:my|our|her|him|an?|"
        rf"the) (?:\w+ )?(?:{_KIN})\b(?! (?:who )?(?:is|has been|keeps|keep|was)? ?(?:making|noisy|playing|"
        rf"upstairs))",
        r"complain\w* for (?:her|him|them)\b",
        rf"(?:my|our) (?:elderly |disabled |late |frail |\d+.year.old )?{_OLD_KIN}\b[^.?!]{{0,90}}?\b(?:has|"
        rf"have|had|'s)"
        r" (?:\w+ )?(?:asked (?:the council|me|you)|reported|rung|told|complained|waited|been (?:waiting|"
        r"told|promised|trying|asking))\b",
        rf"(?:my|our) (?:elderly |disabled |frail )?{_OLD_KIN}\b[^.?!]{{0,60}}?\b(?:at \d+|at flat|"
        rf"is a (?:council )?tenant)\b(?! ?(?:\d+ )?(?:will|has|have|had|is|are) (?:also )?(?:have )?"
        rf"(?:written|writing|complained|emailed|to write))",
        r"(?:my|our) (?:client|constituent|service user|patient)\b",
        r"(?:we|i) (?:act(?! for nobody)|am acting|are acting|am the (?:carer|advocate|representative|appointee|"
        r"attorney)) (?:for|of)\b",
        r"(?:as (?:his|her|their|my \w+'s) (?:carer|advocate|daughter|son|representative|attorney))\b",
        r"(?:she|he|mum|mother|dad|nan|gran) (?:can't|cannot|can not|doesn't|does not|isn't able to|"
        r"is unable to) (?:do|use|write|manage|have|read|cope with) (?:e-?mails?|a computer|computers|"
        r"the internet|this|letters|online|to you)\b",
        r"(?:deal|speak|correspond|write) (?:with|to) me (?:as|because|instead|rather|and not|directly|"
        r"about this as) (?:\w+ )?(?:she|he|her|him|mum|dad|they)\b",
    ),
    # Said in so many words, however little else in the mail is of it.
    *signs(
        "third_party",
        3.5,
        rf"on behalf of (?:my|our|an?|the) (?:\w+ )?(?:{_KIN})\b",
        r"on behalf of (?:mr|mrs|ms|miss|dr|mx)\b",
    ),
    *signs(
        "third_party_consent_given",
        2.5,
        r"i have (?:her|his|their|mum's|dad's|my \w+'s) (?:written |full |verbal )?(?:permission|consent|"
        r"authority|say-so)\b",
        r"(?:happy|content|agreed|agrees|authorised|authorises) for me to (?:act|deal|speak|write|complain)\b",
        r"(?:signed|enclosed|attached|enclose|attach) (?:\w+ ){0,3}?(?:authority|consent|permission|"
        r"authorisation|mandate)\b",
        r"(?:form|letter) of (?:authority|consent|authorisation)\b",
        r"(?:she|he|they|mum|dad|my \w+) (?:has|have|had) (?:given|signed)(?: me| us)?(?: (?:her|his|their|"
        r"full|written|a|the))* (?:permission|consent|authority)\b",
        r"with (?:her|his|their|my \w+'s) (?:full |written |express )?(?:permission|consent|agreement|authority)\b",
        r"(?:lasting |enduring )?power of attorney\b",
        r"(?:give|gives|giving) (?:my )?(?:permission|consent|authority) (?:for|to)\b",
        r"(?:consent|authority) (?:form )?(?:is )?(?:attached|enclosed)\b",
    ),
    *signs(
        "elected_member",
        3.0,
        r"(?:ward|district|borough|county|city|parish) councillor(?:,| for\b| \w+ ward)",
        r"(?:cllr\.?|councillor) [\w' -]{3,40},? (?:[\w' -]{3,30} ward|member for|ward member)\b",
        r"(?:resident|residents|family|lady|tenant) in my ward\b",
        r"member for \w+",
        r"(?:my|our|a|of my|another) constituents?\b",
        r"constituent:",
        r"member of parliament\b",
        r"office of [A-Z][\w' -]{2,40} mp\b",
        r"\w+ mp\b(?= (?:member|house|office)|$)",
        r"(?:casework|ward) (?:enquiry|query|matter|surgery case)\b",
        r"(?:regards|sincerely|faithfully|wishes|thanks|cheers|many thanks),? (?:cllr|councillor)\b",
        r"i am (?:the |a )?(?:ward |local |district |borough |county |parish )?councillor\b",
    ),
    *signs(
        "adjustment_requested",
        # Whoever names a form of writing wants it, most often.
        3.0,
        r"(?:large (?:print|type|font)|larger (?:print|type)|bigger (?:print|type|letters)|braille|"
        r"easy[- ]read|audio (?:format|tape|cd|version)|british sign language|bsl|sign language|text ?phone|"
        r"minicom|text relay|plain english|yellow paper|coloured paper)\b",
    ),
    *signs(
        "adjustment_requested",
        2.5,
        r"dyslexi\w+",
        r"(?:hard of hearing|hearing (?:impaired|loss|aid)|(?:i am|i'm|im|profoundly) deaf)\b",
        r"(?:an?|need|the) interpreter\b",
        r"translat(?:e|ed|or|ion)\b",
        r"(?:please |could you |kindly |prefer\w* |rather )(?:\w+ )?(?:phone|ring|call|telephone|text|email|"
        r"visit)(?: to me| me)?[^.?!]{0,50}\b(?:as|because|since|rather than|instead of|"
        r"not)\b[^.?!]{0,40}\b(?:writ\w+|letters?|read|see|sight|hear|phone|telephone|anxiety|deaf|blind|"
        r"speak|post|dyslexi\w+|autis\w+)\b",
        r"(?:telephone|phone) call (?:rather than|instead of|not) a letter\b",
        r"(?:can't|cannot|can not|not able to|unable to|struggle to|difficulty|trouble) (?:read|reading|see|"
        r"hear|write|writing|use the phone|talk on the phone|hearing|understand (?:long|official) letters)\b",
        rf"{_NEEDS} (?:\w+ ){{0,3}}?(?:in|into) (?:polish|urdu|punjabi|bengali|arabic|romanian|spanish|"
        rf"portuguese|gujarati|turkish|somali|farsi|chinese|mandarin|cantonese|welsh|ukrainian|russian|"
        rf"lithuanian|french|italian|hindi|tamil|kurdish)\b",
        r"po polsku\b",
        r"reasonable adjustments?\b",
        r"(?:only|best|please) (?:by|contact me by) (?:email|post|text|phone|"
        r"letter)\b[^.?!]{0,30}\b(?:because|as|due|since)\b",
    ),
    *signs(
        "fluency_duty",
        2.5,
        r"(?:could(?: not|n't)|can(?:not|'t| not)|unable to|couldnt|hard to) (?:understand|follow|"
        r"make out) (?:(?:a word of )?(?:his|her|their|the \w+'s) english|(?:him|her|them|"
        r"a word)[^.?!]{0,80}\benglish\b)",
        r"(?:spoken|standard of|level of|command of|grasp of|fluen\w+(?: in)?|speak|speaks|spoke|fluent) english\b",
        r"(?:spoke|speaks?|speaking|had|has|with|such|hardly|barely|know the|knew the|no|poor|broken|little|"
        r"understand) (?:\w+ ){0,2}?english\b(?! (?:is|isn't|not|very|heritage))",
        r"english (?:was|is|of (?:your|the)) (?:\w+ )?(?:so|too|very|poor|bad|weak|staff|telephone|not good)\b",
    ),
    *signs(
        "compensation_sought",
        2.0,
        r"compensat\w+",
        r"(?:reimburs\w+|money back|financial redress|goodwill payment|ex gratia|damages)\b",
        r"(?:want|like|expect|request\w*|seek\w*|claim\w*|demand|please|asking for|ask for|get|give|"
        r"entitled|owe\w*|due|full)(?: \w+){0,6} refund(?:ed)?\b(?! form| query)",
        r"refund (?:me|my|our|of (?:my|our|the|£)|the cost|£)",
        r"(?:my|our|the|want|like|get|have|that|and|him) ?(?:£ ?[\d,.]+|\d+(?:\.\d\d)? (?:pounds|quid)|"
        r"money|fee|fees|deposit|wages|costs?)(?: \w+){0,2} (?:back|repaid|returned|paid back|refunded|"
        r"off my|waived|cancelled)\b",
        r"£ ?[\d,.]+(?: \w+){0,3} back\b",
        r"(?:want|expect|demand|would like|i'd like|should) (?:the council to |you to |to be )?(?:pay|paid|"
        r"pay for|repay|cover)\b",
        r"(?:make good|making good|cover|pay for|pay) (?:our|my|the) (?:loss|losses|costs?|damage|wages|"
        r"bill|repairs?|lost)\b",
        r"(?:days?|hours?|weeks?)'? pay back\b",
        r"out of pocket\b",
        r"(?:i want|want) the (?:£?\d+|£[\d.,]+)(?: quid| pounds)?(?: off| back)?\b",
        r"(?:offered|not) (?:a penny|any money)\b",
        r"want this paid\b",
    ),
    *signs(
        "group_complaint",
        2.5,
        r"(?:my|our) neighbours and (?:i|me|myself)\b",
        r"(?:all (?:of )?the|all|the|several|other) (?:residents|tenants|leaseholders|households|neighbours|"
        r"flats) (?:of|in|on|at|here|along) [^.?!]{0,40}\b(?:wish|want|have signed|complain\w*|feel|agree|"
        r"are all|signed|are fed up)\b",
        r"(?:joint|collective|group) (?:complaint|letter)\b",
        r"(?:names|signatures) (?:and addresses )?(?:are )?(?:below|attached|overleaf|enclosed)\b",
        r"(?:everyone|everybody) (?:in|on) (?:our|the|this) (?:street|block|road|close|building|estate|"
        r"terrace) (?:is|has|wants|feels|agrees|signed)\b",
        r"petition\w*\b",
        r"(?:we,? (?:the )?(?:undersigned|residents|tenants|leaseholders|households|neighbours|traders|"
        r"shopkeepers|parents)|the undersigned)\b",
        r"on behalf of (?:the |all |all the |us |everyone|\d+ |my )?(?:\w+ )?(?:residents|everyone|us all|"
        r"tenants|neighbours|leaseholders|households|flats|street|traders)\b",
        r"(?:residents'?|tenants'?|leaseholders'?) (?:association|group|committee)\b",
        r"\d+ (?:of us|households|residents|families|neighbours|tenants|signatures|people in|"
        r"homes) (?:\w+ ){0,3}?(?:are|have|sign\w+|affected|complain\w*|all|who|feel|want)\b",
        r"all (?:of us|the residents|the neighbours|the tenants|signed)\b[^.?!]{0,40}\b(?:complain|sign|"
        r"affected|signed|agree|want)\w*",
    ),
    *signs(
        "contractor",
        1.5,
        r"(?:your|the|council'?s|a|his|sub) ?-?(?:sub-?)?contractors?\b",
        r"(?:agency|outsourced|sub-?contracted) (?:staff|workers?|firm|company)\b",
    ),
    *signs(
        "reply_requested",
        2.0,
        r"(?:please|kindly|could you|can you|would you) (?:\w+ )?(?:reply|respond|let me know|write back|answer)\b",
        r"(?:would|should|i'd|we'd|be) (?:like|appreciate|welcome|love|grateful for|glad of|"
        r"interested to hear|interested in|be interested)\b[^.?!]{0,40}\b(?:reply|answer|response|hear|view|"
        r"views|thoughts|whether|know)\b",
        r"grateful for a (?:reply|response|answer)\b",
        r"look(?:ing)? forward to (?:your|hearing|a reply|receiving)\b",
        r"(?:do you want a reply|reply (?:wanted|requested|required)):? ?yes\b",
        r"(?:hear|love to (?:know|hear)) (?:back|from you|what you think)\b",
        r"let me know (?:what|if|whether|your)\b",
    ),
    *TOLD,
)

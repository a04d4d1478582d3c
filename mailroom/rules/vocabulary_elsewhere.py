"""More wordings by which a mail may be for elsewhere: colleagues, firms, the courts, another road. Data alone.

Each only brings a person in: nobody is refused by it.
"""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs
from mailroom.rules.vocabulary_bodies import BODIES

ELSEWHERE: tuple[Sign, ...] = (
    *BODIES,
    *signs(
        "staff_grievance",
        3.0,
        r"grievance (?:about|against|regarding|over|concerning|with) (?:my|a|our|the) (?:\w+ )?(?:manager|"
        r"supervisor|boss|team leader|"
        r"colleague|foreman|director|line)\b",
        r"i (?:work|am employed|started work|'m employed) (?:in|for|at|as|within|"
        r"with) [^.?!]{1,60}\b[^?]{0,300}\b(?:my (?:line )?manager|my "
        r"supervisor|team leader|grievance|flexible working|my shifts?|rota|overtime|annual leave|toil|sick pay|"
        r"payslip|probation|union|"
        r"job evaluation|regrading|colleagues?)\b",
        r"(?:my|our) (?:line )?manager\b[^.?!]{0,80}\b(?:shift\w*|rota|leave|overtime|appraisal|probation|"
        r"grievance|bull\w+|undermin\w+|picks? on|"
        r"belittl\w+|shouts?|promotion|flexible|sickness|return to work)\b",
        r"(?:flexible working|return to work|occupational health|sick pay|overtime|appraisal|probation(?:ary)?|"
        r"job evaluation|holiday pay|"
        r"unpaid (?:hours|overtime))\b[^.?!]{0,80}\b(?:request|refused|form|interview|review|denied|manager|pay|"
        r"paid|my)\b[^?]{0,160}\b(?:manager|"
        r"supervisor|hr|human resources|colleague|union|depot|shift)\b",
        r"(?:as|i'm|i am) (?:one of your|a|an|your own) (?:own )?(?:staff|employees?|drivers?|loaders?|carers?|"
        r"cleaners?|wardens?|members? of "
        r"staff|agency (?:staff|worker)|apprentice)\b[^?]{0,200}\b(?:manager|supervisor|pay|paid|shift|rota|leave|"
        r"bull\w+|grievance|hours|union)\b",
        r"(?:bullied|harassed|picked on|victimised) (?:at work|by (?:my|a|our) (?:\w+ )?(?:manager|supervisor|"
        r"colleagues?|boss|team leader|foreman))\b",
    ),
    *signs(
        "personnel",
        3.0,
        r"(?:interviewed|interview) (?:\w+ ){0,6}?(?:for|feedback|panel|post|role|job|position|vacancy)\b",
        r"(?:interview|recruitment|appointments?|selection) panel\b",
        r"(?:how the |the |your )?recruitment (?:was|is|were|process|of|team|has|for|campaign|exercise)\b",
        r"(?:didn't|did not|never|not) (?:get|got|given|offered) (?:the|a) (?:job|post|role|interview|position)\b",
        r"(?:unsuccessful (?:candidate|applicant|at interview|application for the (?:post|job|role))|job advert\w*|"
        r"job description|person "
        r"specification|shortlist(?:ed|ing) for (?:interview|the (?:post|job|role))|references? (?:for|from) (?:my|"
        r"a) (?:new )?(?:job|employer)|"
        r"redundancy|tupe|unfair dismissal|constructive dismissal|dismissed from (?:my|the) (?:job|post)|sacked me|"
        r"employment tribunal|settlement "
        r"agreement|disciplinary hearing|local government pension|lgps|my pension from the council|p45|"
        r"final salary)\b",
        r"applied (?:\w+ ){0,3}?(?:for|to be) (?:the|a|an|your) [^.?!]{0,40}\b(?:job|post|role|vacancy|position|"
        r"apprenticeship|traineeship)\b",
    ),
    *signs(
        "supplier_or_partner",
        3.0,
        r"invoices? (?:no\.? ?|nos\.? ?|number |numbers |ref |reference )?:? ?[a-z]{0,6}[-/ ]?\d{3,}",
        r"(?:overdue|unpaid|outstanding|late) (?:invoices?|payment of (?:our|my) invoices?|supplier)\b",
        r"(?:credit control|accounts payable|accounts receivable|creditors (?:section|team)|remittance|"
        r"statements? of account|payment terms|"
        r"(?:30|thirty|28|60) days?'? terms|late payment(?: of commercial debts)?|statutory interest|"
        r"suspend (?:the|your) account|po number|purchase "
        r"orders?|retention (?:money|payment)|our contract(?:ed)? (?:sum|price|works)|our quotation|"
        r"our quote for the council|delivered to your depot|"
        r"approved list of contractors|preferred supplier|invitation to tender|tender (?:evaluation|scores?|"
        r"documents?|submission)|abnormally low|"
        r"lowest bid|contract award|awarded the contract|grant agreement|service level agreement|"
        r"commissioned (?:us|our|provider)|framework "
        r"(?:supplier|provider|lot))\b",
        r"we (?:supply|supplied|deliver|delivered|provide|provided|carried out|completed|were contracted|"
        r"are contracted|run|ran) (?:\w+ ){0,6}?"
        r"(?:to|for|on behalf of) (?:you|the council|your)\b[^?]{0,240}\b(?:invoice\w*|paid|payment|contract|order|"
        r"tender|owe[ds]?)\b",
    ),
    *signs(
        "legal_or_insurance",
        3.0,
        r"(?:claim|claims) (?:for|form|against)\b[^.?!]{0,40}\b(?:my (?:tyre|car|wheel|alloy|vehicle|van|bike|"
        r"injur\w*|fall|ankle|wrist|damage)|"
        r"pothole|damage\w*|injur\w+|accident|fall|personal)\b",
        r"(?:claim (?:my|our|this|it|these) (?:\w+ )?(?:costs?|damage|loss|losses|bill|excess|repairs?)|"
        r"insurers? (?:say|want|need|require|told|have "
        r"asked|reference)|public liability|policy excess|loss adjuster|claims handler|without prejudice|"
        r"pre.?action protocol|particulars of claim|"
        r"court (?:claim|papers)|already (?:in|before|with) (?:the )?courts?|county court claim|disrepair claim|"
        r"judicial review|letter of claim)\b",
        r"(?:hit|into|over|by|in|from) (?:a|the|that|your|another)? ?(?:\w+ )?(?:pothole|manhole|kerb|branch|tree|"
        r"paving|slab|grating|lamp ?post)\b"
        r"[^?]{0,200}\b(?:tyre|alloy|wheel|suspension|windscreen|bonnet|roof of my car|my car|broke|fractur\w+|"
        r"sprain\w+|stitches|physio)\b[^?]{0,200}"
        r"\b(?:quote|bill|cost|£|pay|claim|liable|compensation|invoice)",
        r"my solicitors? (?:has|have|will|is|are|says?|advis\w+|wrote|writes)\b[^.?!]{0,60}\b(?:claim|proceedings|"
        r"court|damages|letter)\b",
    ),
    *signs(
        "foi_or_data_protection",
        4.0,
        r"(?:under|using) (?:the )?(?:foi|freedom of|data protection|gdpr|eir)\b",
        r"(?:foi|sar|dsar|eir)\b(?=[^.?!]{0,60}\b(?:request|response|asked|submitted|ref|days|late|overdue|refused))",
        r"(?:information commissioner|\bico\b|internal review of (?:my|the|your) (?:foi|information|request)|"
        r"data protection officer|personal data "
        r"breach|wrong (?:person|address) (?:with|my|and my)|rectification of (?:my|the)|erase my (?:data|details|"
        r"records))\b",
        r"(?:sent|emailed|posted|given|gave|disclosed|shared|told|passed|read out) (?:my|our|her|"
        r"his) (?:\w+ ){0,3}?(?:details|medical|address|bank "
        r"details|records|file|letter|bill|form|information) (?:\w+ ){0,2}?(?:to|with) (?:my|the|a|an|another|"
        r"someone|somebody|a complete) (?:\w+ )?"
        r"(?:neighbour|stranger|ex|landlord|person|wrong|else|other|house|employer|family)\b",
        r"(?:how many|how much|list of|copies of|breakdown of)\b[^.?!]{0,120}\b(?:each of the (?:last|past)|"
        r"in each year|since 20\d\d|between 20\d\d "
        r"and|by (?:year|ward|month)|for the (?:last|past) (?:\w+ )?years)\b",
    ),
    *signs(
        "schools",
        2.5,
        r"(?:complain\w*|complaint|unhappy|disgusted|appalled|angry|upset)\b[^.?!]{0,60}\b(?:school|academy|"
        r"head ?teacher|teacher|governors|nursery|"
        r"sixth form|pupil referral)\b(?! (?:transport|street|run|keep clear|crossing|meals? claim))",
        r"(?:teacher|head|school|academy)\b[^.?!]{0,80}\b(?:bull\w+|excluded|isolation|detention|suspended|"
        r"shouted at|send|ehcp|uniform|won't let|"
        r"refus\w+|term.?time)\b[^?]{0,160}\b(?:my|our) (?:son|daughter|child|boy|girl|grandson|granddaughter|"
        r"kids?)\b",
        r"(?:my|our) (?:son|daughter|child|boy|girl|grandson|granddaughter)\b[^?]{0,120}\b(?:by (?:his|her|"
        r"the) (?:class )?teacher|at (?:his|her|the) "
        r"(?:school|academy)|teaching assistant|year \d+|reception class|head ?teacher|headmaster|headmistress)\b",
        r"(?:ehcp|ehc plan|education,? health and care|school place|school admission|admission appeal|"
        r"home.?to.?school|sen(?:d)? (?:team|tribunal)|"
        r"school transport)\b",
    ),
    *signs(
        "social_care",
        2.5,
        r"(?:complain\w*|complaint|unhappy|disgusted|appalled)\b[^.?!]{0,60}\b(?:social (?:worker|care|services)|"
        r"care (?:home|agency|company|package|"
        r"plan|visits?|assessment)|carers?|adult services|children'?s services|fostering)\b",
        r"(?:care (?:visits?|calls?|package|plan|home|agency|company)|carer visits?|home care|respite|reablement|"
        r"direct payments?|day centre)\b"
        r"[^.?!]{0,100}\b(?:cut|stopped|missed|late|never|reduced|cancel\w*|not (?:come|turned|been)|refus\w+|"
        r"charg\w+|bill|fees?|neglect\w*|rough|rude)\b",
        r"(?:social worker|children'?s services|child protection|"
        r"contact centre for contact)\b[^?]{0,160}\b(?:my (?:son|daughter|child|children|kids|"
        r"grandchildren|mum|mother|dad|father|nan|wife|husband)|took|taken|removed|assessment|conference|contact|"
        r"lied|never|refus\w+|changed)\b",
        r"(?:needs|carer'?s|financial|mental capacity|safeguarding) assessments?\b[^.?!]{0,80}\b(?:waiting|weeks|"
        r"months|never|refus\w+|wrong|not)\b",
    ),
    *signs(
        "social_care",
        3.0,
        r"(?:child|children|little (?:girl|boy|lad|lass|one)s?|kids?|baby|babies|toddlers?)\b"
        r"[^.?!]{0,120}\b(?:left (?:\w+ )?(?:alone|"
        r"on (?:her|his|their) own|by (?:her|him)self)|neglect\w*|unattended|bruis\w+|being (?:hit|beaten|starved)|"
        r"not (?:being )?fed|locked (?:in|out))\b",
    ),
    *signs(
        "right_of_appeal",
        3.0,
        r"(?:don't|do not|cannot|can't) (?:accept|agree with|believe)\b[^.?!]{0,60}\b(?:decision|refus\w+|"
        r"assessment|banding|penalty|pcn|fine|"
        r"entitlement|award)\b(?=[^?]{0,160}\b(?:benefit|planning|band|penalty|pcn|ticket|blue badge|homeless|"
        r"licen[cs]e|exemption|discount|school)\b)",
        r"(?:pcn|penalty charge|parking ticket|parking fine|bus lane fine|"
        r"fixed penalty)\b[^?]{0,240}\b(?:cancel\w*|overturn\w*|unfair|unjust|wrongly|"
        r"refund|let (?:me|us) off|not fair|mistake|broken down|hospital|emergency|loading|displayed|valid|"
        r"paid for|machine|sign)\b",
        r"(?:decided|decision|found|finding|letter (?:saying|says|said))\b[^.?!]{0,80}\b(?:not in priority need|"
        r"intentionally "
        r"homeless|not homeless|not eligible|no local connection|suitable (?:offer|accommodation)|"
        r"discharged? (?:your|its|the) duty)\b",
        r"(?:same|identical|similar) (?:house|houses|property|properties|bungalows?)?\b[^.?!]{0,100}\bband [a-h]\b",
        r"(?:my|our) (?:council tax )?band(?:ing)? (?:to be )?(?:reduced|lowered|changed|reviewed|put down|dropped|"
        r"corrected|moved)\b"
        r"(?=[^?]{0,160}\b(?:house|band [a-h]|neighbours?|backdat\w+|identical)\b)",
        r"(?:notice of rejection|informal challenge|formal representations?|notice to owner|"
        r"traffic penalty tribunal|london tribunals|planning "
        r"inspectorate|first.?tier tribunal|valuation tribunal|upper tribunal|rent officer|"
        r"residential property tribunal|social entitlement)\b",
        r"(?:refused|turned down|rejected|declined) (?:me|us|my|our|him|her)? ?(?:\w+ ){0,3}?(?:blue badge|"
        r"planning|permission|housing benefit|"
        r"council tax (?:support|reduction|discount|exemption)|discretionary housing|dhp|licen[cs]e|homeless\w*|"
        r"disabled facilities grant|school place)\b",
        r"(?:not (?:homeless|in priority need)|intentionally homeless|no priority need|"
        r"not eligible)\b[^.?!]{0,80}\b(?:decision|letter|said|"
        r"disagree|appeal|review|wrong)\b",
    ),
    *signs(
        "fraud_or_whistleblowing",
        3.5,
        r"(?:claim\w*|getting|gets|receives?|on) (?:\w+ ){0,4}?(?:benefits?|single person|discount|"
        r"blue badge)\b[^.?!]{0,80}\b(?:living with|lives with|"
        r"partner|boyfriend|husband|working|job|not (?:disabled|entitled)|doesn't live|isn't (?:ill|disabled))\b",
        r"(?:isn't|is not|not|never|doesn't|does not) (?:even )?(?:living|live|lives) (?:there|in it|"
        r"at the (?:flat|house))\b[^?]{0,120}\b(?:rent\w*|"
        r"let|airbnb|council|tenan\w+|keys)\b",
        r"(?:airbnb|subletting|sublet|sub.?let)\b[^.?!]{0,80}\b(?:council (?:flat|house|property)|tenan\w+|"
        r"his flat|her flat)\b",
        r"(?:blow the whistle|whistle.?blower|whistleblowing|in confidence|don't want (?:him|her|"
        r"them) to know)\b[^?]{0,200}\b(?:council|manager|"
        r"officer|depot|money|contract|overtime|fuel|cash|expenses)\b",
        r"(?:false|fake|fiddl\w+|padded|made up) (?:\w+ )?(?:overtime|timesheets?|expenses|mileage|invoices?|"
        r"receipts?|claims?|references)\b",
        r"(?:staff|men|lads|crew|workers?|guys|driver|attendants?|operatives?)\b[^.?!]{0,80}\b(?:taking"
        r"|nicking|flogging|"
        r"loading|selling|helping themselves)\b[^.?!]{0,100}\b(?:(?:a|his|their|own|white"
        r"|private) van|round the back|"
        r"on ebay|marketplace|scrap (?:man|yard|dealer|merchant)|car boot|for themselves)\b",
        r"(?:someone else's|dead (?:mother|father|husband|wife|nan|gran|man|woman)'?s?) (?:blue )?badge\b",
    ),
    *signs(
        "councillor_conduct",
        3.0,
        r"(?:councillors?|cllrs?\.?|the mayor|the (?:council )?leader|ward member|"
        r"member for)\b[^.?!]{0,100}\b(?:facebook|twitter|tweeted|posted online|"
        r"whatsapp|meeting)\b[^.?!]{0,100}\b(?:abus\w+|insult\w*|racist|sexist|rude|called|disgrac\w*|lie[ds]?|"
        r"lying|offensive|bully\w*|swore|drunk|"
        r"declare|interest)\b",
        r"(?:councillors?|cllrs?\.?|the mayor|parish councillor)\b[^.?!]{0,80}\b(?:code of conduct|declare (?:an|"
        r"his|her|their) interest|conflict of "
        r"interest|register of interests|standards committee|monitoring officer|abus\w+|bully\w*|bullied|swore|"
        r"shouted|drunk|insult\w*|offensive|"
        r"misogyn\w*|racist|sexist|lied|harass\w*|threaten\w*)\b",
    ),
    *signs(
        "live_planning_application",
        3.0,
        r"(?:object|objection|oppose|opposed|against|strongly disagree)\b[^.?!]{0,80}\b(?:planning|application|"
        r"proposed|proposal|extension|flats|houses|"
        r"dwellings?|development|plans|mast|\d\d/\d{3,6})\b",
        r"(?:objection|objecting|representation|comments?):? (?:to |on |re |regarding |"
        r"for )?(?:planning )?(?:application|app|ref)?\b ?\.?:? ?(?:no\.? )?"
        r"[a-z]{0,4}/?\d{2,4}/\d{3,6}",
        r"(?:please|must|should|ought to|urge you to|ask you to) (?:\w+ ){0,2}?(?:refuse|reject|turn down|"
        r"throw out|not (?:allow|approve|grant))\b"
        r"[^.?!]{0,60}\b(?:application|plans?|development|permission|extension|houses|flats|it|this|proposal)\b",
        r"take (?:this|these|my|our) (?:\w+ )?(?:into account|into consideration)\b[^.?!]{0,60}\b(?:committee|"
        r"decid\w+|application|determin\w+)\b",
    ),
    *signs(
        "council_policy",
        3.0,
        r"(?:stop|scrap|end|drop|abolish|reverse|rethink|reconsider|bring back|reinstate|reduce|lower|cut) (?:the|"
        r"this|that|your|these|our) (?:\w+ ){0,3}?"
        r"(?:charge|charges|fee|fees|policy|scheme|closures?|cuts?|tax rise|increase|decision|weekly collections?|"
        r"free parking|free hour|permit cost)\b",
        r"(?:disgrac\w*|disgust\w*|scandal\w*|outrag\w*|wrong|unfair|appall\w*|shame\w*|stealth tax|rip.?off|"
        r"money.?grabbing|greed\w*)\b[^.?!]{0,60}\b"
        r"(?:charg(?:e|es|ing) (?:at all|us|people|for|residents)|put(?:ting)? up|gone up|going up|doubl\w+|"
        r"clos(?:e|ing|ure of) (?:the|our)|cutt?(?:ing)? "
        r"(?:the|our)|three.?weekly|introduc\w+|the (?:budget|increase|rise|policy|decision to))\b",
        r"(?:put|putting|gone|going|raised?|raising|hiked?|increas\w+|doubled|doubling) (?:up |it up |"
        r"the price up )?(?:the |our |by |to |from )?(?:\w+ )?"
        r"(?:charges?|fees?|prices?|cost|rates|rent|council tax|permits?|tax)\b[^?]{0,160}\b(?:disgrac\w*|"
        r"disgust\w*|scandal\w*|outrag\w*|unfair|wrong|"
        r"ridiculous|scrapped|object|complain\w*|stealth tax|rip.?off)\b",
        r"(?:you|they|councillors|the council|cabinet|members) (?:who |that |have |all )?(?:decides?|decided|voted|"
        r"vote|agreed?|pass(?:ed)?|chose)\b"
        r"[^.?!]{0,60}\b(?:these things|things|budget|chamber|policy|cuts?|charges?|close|closure|three.?weekly|"
        r"council tax|increase|rise)\b",
    ),
    *signs(
        "not_affected_personally",
        2.5,
        r"(?:i|we) (?:saw|read|heard|noticed|understand)(?: \w+){0,3} (?:in the (?:paper|news|gazette|press|"
        r"local paper)|on (?:facebook|the news|the radio|"
        r"social media|twitter|a forum)|online)\b[^?]{0,240}\b(?:complain\w*|complaint|disgrac\w*|shocking|"
        r"disgust\w*|investigat\w+)\b",
        r"(?:not|n't) (?:me|my|mine|us|ours|happened to me)\b[^.?!]{0,60}\b(?:but (?:i|it|still|somebody|someone)|"
        r"on principle)\b",
        r"(?:a friend of mine|somebody i know|someone i know|a woman i know|a man i know|a colleague of mine|"
        r"a mate of mine)\b[^?]{0,200}\b(?:complain\w*|"
        r"complaint|disgrac\w*|shocking|disgust\w*)\b",
    ),
    *signs(
        "anonymous",
        2.5,
        r"(?:don't|do not|won't|will not|rather not|can't|cannot|not going to|prefer not to|not) (?:want to |"
        r"wish to |be )?(?:say(?:ing)?|giv(?:e|ing)|"
        r"leav(?:e|ing)|tell(?:ing)? you|put(?:ting)?|sign(?:ing)?) (?:you )?(?:my |who )(?:name|i am|real name|"
        r"details|address|number)\b",
        r"(?:name|telling us|who are you|your details|reach you|contact details)\b[^.!]{0,30}\((?:left )?(?:blank|"
        r"empty)\)",
        r"(?:name|your name)\s*[:?]\s*(?:n/?a|none|not given|withheld|prefer not to say|rather not say|anon\w*|"
        r"-{1,3}|x{2,4})\b",
        r"(?:no name(?! (?:given|badge|plate|tag|on|of|was))|keep my name out|leave my name out"
        r"|name supplied but|nameless|"
        r"i'd rather you didn't know who)\b",
        r"(?:scared|afraid|frightened|worried) (?:of (?:reprisals?|comebacks?|trouble|what)|there(?:'ll|"
        r" will) be (?:trouble|comeback)|he'?ll|she'?ll|"
        r"they'?ll|you(?:'ll| will))\b[^.?!]{0,60}\b(?:name|know (?:it's|it was|who)|find out|take it out)\b",
        r"(?:yours,?|regards,?|signed,?|from,?) (?:a |an |one )?(?:\w+ )?(?:anonymous|resident|neighbour|tenant|"
        r"ratepayer|council tax ?payer|taxpayer|"
        r"passer.?by|well.?wisher|citizen|parent)\s*(?:\.|$|\n)",
    ),
    *signs(
        "already_exhausted",
        3.0,
        r"stage (?:one|1)\b[^?]{0,160}\b(?:stage (?:two|2)|second stage)\b[^?]{0,240}\b(?:again"
        r"|afresh|anew|from scratch|"
        r"re-?open\w*|from the (?:start|beginning))\b",
        r"(?:ombudsman|lgsco)(?:'?s)? (?:\w+ )?(?:decision|letter|findings?|investigat\w+|report|said|told|wrote|"
        r"has closed|would not|won't|did not|didn't)\b",
        r"(?:been|gone|taken it|went) (?:\w+ )?(?:through|to) (?:all (?:the |your )?(?:the )?stages|stage (?:two|"
        r"three|2|3)|the end of (?:your|the)|your "
        r"(?:whole |entire )?(?:complaints? )?(?:procedure|process))\b[^?]{0,160}\b(?:again|still|start|fresh|"
        r"re-?open|not satisfied|new)\b",
        r"(?:final|last) (?:response|reply|answer|letter|word)\b[^?]{0,120}\b(?:re-?open|look at it again|"
        r"new complaint|start again|once more|"
        r"years? ago|last year)\b",
    ),
)

"""Wordings by which a mail may be something for elsewhere. Each only brings a person in: nobody is refused by it."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs
from mailroom.rules.vocabulary_elsewhere import ELSEWHERE

_CLLR = r"(?:councillor|cllr\.?|the mayor|ward member|elected member)"

EXCLUSIONS: tuple[Sign, ...] = (
    *signs(
        "councillor_conduct",
        3.0,
        rf"(?:complain\w*|conduct|behaviour|behaved|attitude|unhappy)\b[^.?!]{{0,60}}\b{_CLLR}",
        rf"{_CLLR} (?:[A-Z][\w'-]+ ){{0,3}}?(?:called|shouted|swore|said|told|was (?:rude|drunk|abusive|"
        rf"aggressive)|has been|behaved|accused|threatened|lied|refused|ignored|laughed|posted|tweeted|made|"
        rf"used|spoke|sent|bullied|insulted|failed|never|blocked|wrote|who)\b",
        r"(?:breach of|broke|break|breached) the (?:members'? |councillors'? )?code of conduct\b",
    ),
    *signs(
        "right_of_appeal",
        3.0,
        r"(?:want|wish|like|going|intend|need|right|apply|how do i|how can i|can i|do i|me|"
        r"us) (?:to )?(?:appeal|challenge)\b",
        r"appeal(?:ing)? (?:against|to the|form)\b",
        r"(?:my|an|this|the) appeal (?:to|against|form)\b",
        r"(?:cancel|quash|challenge|contest|dispute|appeal|waive|unfair|unjust|wrongly|overturn|"
        r"rescind)\b[^.?!]{0,60}\b(?:pcn|penalty charge|parking (?:ticket|fine)|fine|penalty)\b",
        r"(?:pcn|penalty charge(?: notice)?|parking (?:ticket|fine))\b[^?]{0,220}\b(?:cancel|unfair|"
        r"not fair|robbery|wrong|clearly displayed|valid|unjust|rip.?off|not paying|refuse to pay|won't pay|"
        r"disgrace|outrageous|appeal|scandal|ridiculous|quash|overturn|was displayed|challenge)",
        r"(?:got|received|given|issued with|issued) (?:a|another|my) (?:pcn|penalty charge|"
        r"parking (?:ticket|fine))\b",
        r"(?:refus\w+|rejected|turned down)\b[^.?!]{0,60}\b(?:planning permission|planning application|"
        r"application \d|permission for|my (?:planning )?application|my extension|my plans|blue badge)\b",
        r"(?:planning|extension|plans|application|blue badge|permission)\b[^.?!]{0,40}\b(?:was|were|been|is|"
        r"has been) (?:refused|turned down|rejected)\b",
        r"refus(?:al|e|ed) (?:notice|of (?:my )?(?:planning|extension|application))\b",
        r"(?:refus(?:al|e|ed|ing)|rejection) (?:of|to allow) (?:\w+ ){0,4}?(?:\d{2,4}/\d{3,}|bungalows?|houses?|"
        r"dwellings?|extension|conversion|conservatory|dormer|loft|garage|plans|application|claim|benefit|badge|"
        r"discount|exemption|licence|place)\b",
        r"(?:decision|refusal|notice|penalty|fine|assessment|banding) (?:is|be|to be|should be|must be|was)? ?"
        r"(?:overturned|reversed|quashed|reconsidered|set aside|rescinded)\b",
        r"(?:go|going|appeal|appealing|take it) to the (?:planning )?inspectorate\b",
        r"(?:reviewing officer|statutory review|appeal (?:form|panel|rights?))\b",
        r"(?:disagree|don't agree|do not agree) with (?:the|your) (?:benefit|housing benefit|council tax|"
        r"homeless\w*|banding|valuation|decision)\b[^.?!]{0,60}\b(?:decision|tribunal|benefit|band|owe|"
        r"entitle\w*)\b",
        r"(?:valuation|first.tier|independent|traffic penalty|parking) (?:tribunal|adjudicator)\b",
        r"(?:mandatory reconsideration|statutory appeal|section 202 review|review of (?:my |"
        r"the )?homeless\w* decision|(?:appeal\w*|go|went|going|apply|applied|taking (?:it|this)|refer\w*) to (?:the |"
        r"a )?(?:\w+ )?tribunal)\b",
    ),
    *signs(
        "legal_or_insurance",
        3.0,
        r"insurance claim\b",
        r"(?:my|your|the council's|public liability) (?:insurers?|insurance compan\w+|"
        r"solicitors?)\b[^.?!]{0,60}\b(?:claim|compensation|damages|write|writing|letter|contact|pay|"
        r"court)\b",
        r"(?:make|making|submit|put in|lodge|how do i|to|can i|a) claim(?:ing)? (?:for|against|"
        r"on)\b[^.?!]{0,50}\b(?:damage\w*|injur\w+|council|insurance|repairs?|loss|tyre|car|vehicle|"
        r"accident|fall)\b",
        r"how (?:do|can|would) i (?:make a )?claim\b",
        r"(?:damaged?|wrecked|dented|scratched|ruined|smashed|burst|buckled|bent|hit|reversed into|took|"
        r"pothole)\b[^?]{0,100}\b(?:my|our|parked) (?:\w+ )?(?:car|van|vehicle|tyres?|alloy|wheels?|wing|"
        r"windscreen|bumper|motorbike|bike|suspension)\b[^?]{0,260}\b(?:pay|paid|bill|quote|cost|claim|"
        r"liable|responsible|invoice|repairs? (?:bill|cost))\b",
        r"(?:personal injury|whiplash|negligence claim|letter (?:before|of) (?:action|claim)|"
        r"court proceedings|issue proceedings|county court|small claims|admits? liability|legal proceedings|"
        r"claim form|our client'?s?)\b",
        r"hold(?:ing)? (?:you|the council) (?:liable|responsible)\b[^?]{0,80}\b(?:pay|paid|damage|injur|"
        r"cost|compensat|claim)",
        r"(?:fell|tripped|slipped|injured|fracture\w*|broke (?:my|her|his))\b[^?]{0,200}\b(?:claim|"
        r"solicitor|sue|damages)\b",
    ),
    *signs(
        "foi_or_data_protection",
        4.0,
        r"freedom of information\b",
        r"foi (?:request|act)\b",
        r"environmental information regulations\b",
        r"subject access\b",
        r"(?:breach\w*|under|complain\w*|request\w*|rights?|officer|law|violat\w+|"
        r"broke\w*)\b[^.?!]{0,40}\b(?:data protection|gdpr)\b",
        r"(?:data breach|right to erasure|right to be forgotten|report(?:ed|ing)? (?:this |you |"
        r"it )?to the information commissioner)\b",
        r"(?:everything|all (?:the )?(?:\w+ )?(?:information|data|records|notes|files)|personal (?:data|"
        r"information)|copy of my (?:file|records|data))\b[^.?!]{0,30}\b(?:you|council) (?:hold|have|keep)\b",
        r"(?:my|her|his|our|their) (?:personal|private|confidential) (?:details|data|"
        r"information)\b[^.?!]{0,80}\b(?:sent|shared|disclosed|published|leaked|to (?:a|my|another|somebody|"
        r"someone|the wrong))\b",
        r"copy of my (?:file|records|data)\b",
        r"(?:copies of|copy of|see|send me|provide|request) (?:all|every|any|the) (?:\w+ )?(?:emails?|correspondence|"
        r"contracts?|minutes|recordings?|documents?)\b[^.?!]{0,60}\b(?:you hold|about me|between|relating|held|"
        r"naming me)\b",
        r"(?:how many|how much|what) (?:\w+ ){0,8}?(?:has|have|did|does) the council (?:\w+ )?(?:spen[dt]|"
        r"paid?|issued?|receive|"
        r"made?|record)\w*\b[^.?!]{0,80}\b(?:in (?:20\d\d|the (?:last|past))|each (?:year|month)|since 20\d\d)",
        r"(?:somebody|someone|another person|a stranger|a neighbour|other (?:people|person))(?:'s|s')? (?:\w+ "
        r")?(?:letter|bill|"
        r"details|statement|address|account)\b[^.?!]{0,60}\b(?:in (?:my|the same)|sent to me|to my|enclosed|"
        r"instead)\b",
    ),
    *signs(
        "supplier_or_partner",
        3.0,
        r"(?:our|my|unpaid|outstanding|overdue|these|two|three|four) invoices?\b",
        r"invoices? (?:no\.? ?|number |ref )?\d+",
        r"(?:purchase order|framework agreement)\b",
        r"we (?:are|were|have been) (?:a|one of your|your|an approved) (?:\w+ )?(?:supplier|contractor|"
        r"sub-?contractor|provider|partner)s?\b",
        r"as (?:a|one of your|your) (?:\w+ )?(?:supplier|sub-?contractor|contractor|provider|delivery partner)\b",
        r"(?:our|my) (?:tender|bid for the contract|contract with (?:you|the council))\b",
        r"suppl(?:y|ied|ies|ying) (?:the|your) council\b",
        r"procurement (?:process|exercise|team|of the)\b",
    ),
    *signs(
        "staff_grievance",
        3.0,
        r"i(?:'ve| have)? (?:work|worked|am employed|have worked|'m employed)(?: \w+){0,3} (?:in|for|"
        r"at) (?:your|(?:the|this) (?:council|(?:\w+ )?(?:depot|civic centre|town hall|guildhall|"
        r"council offices)))\b[^?]{0,400}\b(?:manager|supervisor|team leader|overtime|grievance|hr|colleagues?|shift|"
        r"rota|leave|bullied|bullying|pay|union|promotion)\b",
        r"my (?:line )?(?:manager|supervisor|team leader) (?:\w+ ){0,2}?(?:has|have|is|was|keeps|treats|"
        r"bull\w+|refuses|won't|passed|at the council|shouts|picks)\b",
        r"(?:i am|i'm|as) (?:an? )?(?:employee|member of staff|council (?:employee|worker|officer)|"
        r"agency worker|apprentice) (?:of|at|in|with|and|here)\b",
        r"(?:my|our) (?:colleagues? and i|shift|rota|employment with|union rep|job evaluation|pay grade|"
        r"contract of employment)\b",
    ),
    *signs(
        "personnel",
        3.0,
        r"(?:job|post|vacancy|role|position)\b[^.?!]{0,60}\b(?:interview\w*|shortlist\w*|rejected|application was)\b",
        r"(?:not|never|wasn't) (?:been )?shortlisted\b",
        r"(?:my|an?|the|your) (?:job|employment) (?:application|offer|reference|interview)\b",
        r"(?:recruit\w+|selection) (?:process|panel|procedure)\b",
        r"(?:my|his|her) (?:dismissal|redundancy|disciplinary|pension (?:from|with) the council|final pay)\b",
        r"(?:interview panel|job interview|applied for (?:the|a) (?:post|job|role|vacancy))\b",
    ),
    *signs(
        "fraud_or_whistleblowing",
        3.5,
        r"(?:fraud\w*|whistle-?blow\w*|brib(?:e\w*|ery)|backhanders?|corrupt(?:ion)?|kickbacks?|embezzl\w+|"
        r"money launder\w+|nepotism|on the fiddle|fiddling|false claims?|sub-?letting (?:his|her|their|"
        r"the council))\b",
        r"(?:selling|stealing|nicking|pocketing|taking|siphon\w*)\b[^.?!]{0,40}\b(?:council'?s?|depot|"
        r"public|petrol|diesel|fuel|cash|scrap|tools|materials|takings)\b",
        r"(?:contracts?|work|jobs)\b[^.?!]{0,60}\b(?:brother|sister|wife|husband|cousin|mate|friend|nephew|"
        r"relative)(?:'s|s)?(?: in law)?\b",
        r"(?:claiming|claims|claimed) (?:\w+ ){0,4}?(?:while|whilst|but|when)(?: \w+){0,4} (?:working|works|"
        r"lives|living)\b",
        r"(?:cash in hand|signed off the invoices?|invoiced? twice|falsif\w+)\b",
        r"(?:through|off|cook\w*) the books\b",
        r"(?:paid|pays|get|gets|getting|takes?|took|slip\w*|for) (?:in )?cash\b[^.?!]{0,80}\b(?:supervisor|"
        r"foreman|crew|"
        r"driver|officer|depot|lorry|van|wagon|week|skip|trade)\b",
        r"(?:supervisor|foreman|crew|driver|officer|inspector|staff|"
        r"councillor)s?\b[^.?!]{0,80}\b(?:paid (?:in )?cash|"
        r"taking (?:cash|money|bribes)|back ?handers?|on the side|for cash|cash (?:job|payment)s?)\b",
        r"(?:council|company) (?:van|vehicle|lorry|tools?|materials?|time|fuel card)\b[^.?!]{0,60}\b(?:private|own|"
        r"weekend|personal|foreigners?|side) (?:jobs?|work|use)\b",
        r"(?:rents?|renting|letting|sublets?|sub-lets?) (?:out )?(?:his|her|their|the) (?:council )?(?:flat|house|"
        r"home)"
        r" (?:out|to|on|for)\b",
    ),
    *signs(
        "live_planning_application",
        3.0,
        r"(?:object(?:s|ed|ing|ions?)?)\b[^.?!]{0,60}\b(?:planning|application|proposal|proposed|"
        r"development|\d\d/\d{3,5})\b",
        r"(?:planning|application)\b[^.?!]{0,50}\b(?:register|note|record) (?:my|our) objections?\b",
        r"(?:our|my|strong(?:est|ly)?) objections? to\b",
        r"(?:comments?|representations?) on (?:the )?(?:planning )?application\b",
        r"(?:should|must|ought) (?:not )?(?:be )?(?:refused?|turned? down|given? permission|approved?|allowed?|"
        r"granted?)\b"
        r"[^.?!]{0,80}\b(?:application|plans|development|houses|extension|flats|permission)\b",
        r"(?:application|plans|development|planning)\b[^.?!]{0,60}\b(?:still (?:open|undecided|live|being)|not "
        r"(?:yet )?(?:been "
        r")?(?:decided|determined)|goes? to (?:the )?(?:planning )?committee|before (?:the )?(?:planning )?committee|"
        r"out (?:for|to) consultation|consultation (?:ends|closes))\b",
    ),
    *signs(
        "council_policy",
        3.0,
        r"(?:(?<!i )(?<!i've )(?<!we )(?<!always )voted (?:for|through|to|in)(?! (?:every"
        r"|each|any|all|an|person))|vote of (?:the )?(?:full )?council|"
        r"council(?:'s)? (?:new )?policy (?:of|on|to|is)|decision (?:of|by|taken by) (?:the )?(?:cabinet|"
        r"committee|full council|council|councillors)|(?:cabinet|committee|full council|"
        r"councillors) (?:\w+ )?(?:voted|decided|agreed|approved|decision)|agreed by (?:the )?(?:cabinet|"
        r"committee|full council))\b",
        r"complaint about (?:this|the|your) (?:\w+ )?policy\b",
        r"(?:want|like|ask\w*|demand|should|must|call\w* for) (?:the |this |that |your )?(?:\w+ "
        r"){0,2}?(?:charges?|fees?|"
        r"polic(?:y|ies)|scheme|tax|cuts?|closures?|rule|decision) (?:to be |be )?(?:scrapped|abolished|dropped|"
        r"withdrawn|reversed|stopped|ended|reviewed by councillors)\b",
        r"(?:disgrace|disgraceful|wrong|scandal\w*|disgust\w*|outrag\w*|unfair|disagree|object) (?:\w+ "
        r"){0,3}?(?:to|that "
        r"you|with|of you to) (?:charge|charging|introduc\w+|bring\w* in|the (?:charge|policy|decision|fee|rule)|"
        r"clos\w+ (?:the|our))\b",
        r"(?:you|councillors|members|they|the council) (?:that |who |have |has |all )?(?:decided?|voted|chose|"
        r"agreed) (?:\w+ "
        r"){0,3}?(?:things|to (?:charge|cut|close|raise|put|introduce|bring|stop|end|scrap|sell)|in (?:that |the )?"
        r"(?:chamber|budget|council))\b",
        r"(?:in|against) (?:the |your )?(?:council'?s )?(?:budget|policy) (?:decision|of (?:charging|closing|"
        r"only))\b",
        r"council'?s decision\b[^.?!]{0,60}\b(?:charges?|to (?:bring in|introduce|close|cut|raise|increase|"
        r"stop|end|scrap|charge))\b",
    ),
    *signs(
        "anonymous",
        2.5,
        r"(?:not|won'?t|rather not|don'?t (?:want|wish) to|do not (?:want|wish) to|cannot|can'?t|"
        r"prefer not to|not going to|not prepared to|refuse to) (?:be )?(?:giv\w+|say\w*|leav\w+|tell\w*|"
        r"put\w*|sign\w*|provid\w+|disclos\w+|reveal\w*)(?: you)? (?:my name|who i am|my details|"
        r"my address)\b",
        r"(?:remain|stay|be|being|keep this|keep me|write|writing) anonymous(?:ly)?\b",
        r"(?:name|address) (?:withheld|not given|and address supplied)\b",
        r"(?:signed,? )?(?:a|one) (?:concerned|worried|disgusted|local|fed up|anonymous|angry) (?:resident|neighbour|"
        r"tenant|parent|citizen|ratepayer|council tax ?payer)\s*(?:\.|$|\n)",
        r"(?:no names?(?! (?:given|badge|plate|tag|on|of|was|were))|not (?:be )?signing (?:this"
        r"|my name)|name supplied)\b[.,]? ?(?:no pack drill)?",
    ),
    *signs(
        "already_exhausted",
        3.0,
        r"(?:ombudsman|lgsco)\b[^.?!]{0,60}\b(?:has|have|had|already|found|ruled|rejected|decided|closed|"
        r"did not uphold|won't|refused)\b",
        r"(?:final|stage (?:2|two|3|three)|last) (?:letter|response|reply|answer|decision)\b[^?]{0,160}\b(?:reject|"
        r"not "
        r"accept|don't accept|disagree|still|reinvestigat\w+|look(?:ed)? at (?:it |this )?again|"
        r"from (?:the )?(?:start|"
        r"beginning|scratch)|again|re-?open\w*)\b",
        r"(?:re-?open|reinvestigate|look (?:at|into) (?:it|this|everything) (?:again|"
        r"afresh))\b[^?]{0,160}\b(?:final|stage "
        r"(?:2|two|3|three)|ombudsman)\b",
        r"(?:after|had|finished|exhausted|completed|been through) (?:\w+ ){0,4}?(?:both stages|stage (?:2|3|"
        r"two|three)|all (?:the )?stages|your (?:whole )?complaints? (?:procedure|process))\b",
    ),
    *signs(
        "not_affected_personally",
        2.5,
        r"(?:does not|doesn't|did not|didn't) affect me (?:personally|directly|myself)?",
        r"(?:not|\w*n't) (?:personally |directly )?affected\b",
        r"(?:i do not|i don't) live (?:there|in|near|anywhere near)\b[^.?!]{0,80}\b(?:but|principle)\b",
        r"matter of principle\b",
        r"(?:have |'ve )?(?:never|not) (?:myself |personally )?(?:set foot|used|been (?:there|to|in)|visited|"
        r"had (?:any )?"
        r"dealings|met (?:her|him|the|them))\b[^.?!]{0,140}\b(?:but|yet|although|though|tells? me|told me|"
        r"heard|read|saw)\b",
        r"(?:do not|don't) (?:even )?know (?:the (?:lady|man|woman|person|family|chap|gentleman)|her|him|them|who "
        r"(?:she|he|they))\b",
        r"(?:i (?:read|saw|heard|understand|hear)|a (?:chap|friend|man|lady|woman|neighbour|colleague|lad) "
        r"(?:\w+ ){0,6}?"
        r"(?:tells?|told) me)\b[^.?!]{0,80}\b(?:that|about|how) (?:a|an|some|another|somebody|someone) (?:lady|man|"
        r"woman|couple|family|person|pensioner|resident|chap|tenant)\b",
        r"(?:nothing to do with me|none of my business|not me (?:personally|myself)|not my own)\b[^.?!]{0,80}\bbut\b",
    ),
    *signs(
        "not_the_council",
        2.5,
        r"valuation office\b",
        r"(?:wrong|too high|incorrect|same|lower|higher|change (?:of |my |the )?) (?:council tax )?band(?:ing)?\b",
        r"(?:council tax )?band(?:ing)?\b[^.?!]{0,50}\b(?:is|are|was|been|put) (?:\w+ )?(?:wrong|too high|"
        r"incorrect|in error)\b",
        r"(?:complain\w*|complaint|disgusted|fed up|angry|unhappy|appalled)\b[^.?!]{0,30}\b(?:royal mail|post "
        r"office|postman|"
        r"hospital|nhs|gp|doctors?|surgery|dentist|water company|gas board|bus company|rail(?:way)? company|"
        r"jobcentre|dwp|"
        r"department for work|hmrc|home office|dvla|passport office|police)\b(?! (?:told|said|came|attended|"
        r"were called))",
    ),
    *signs(
        "social_care",
        2.0,
        r"social (?:workers?|care team|services)\b[^.?!]{0,80}\b(?:has|have|never|did|won't|refus\w+|"
        r"fail\w+|ignor\w+|promised|assess\w*|not)\b",
        r"(?:home carers?|carers?|care agency|care package|care home)\b[^.?!]{0,80}\b(?:fail\w*|late|never|"
        r"not|missed|turn(?:ed|ing)? up|rude|left|rough|stopped|cut)\b",
    ),
    *signs(
        "schools",
        2.0,
        r"(?:head ?teacher|head ?master|head ?mistress|deputy head|school governors?|(?:my|our) (?:son|"
        r"daughter|child|kids?)'?s? (?:school|teacher|academy))\b[^?]{0,160}\b(?:bull\w+|exclu\w+|refus\w+|"
        r"won't|complain\w*|ignor\w+|isolat\w+|suspend\w+|unhappy|dealt|handled|speak|reply|rude)\b",
        r"(?:bullied|bullying) at (?:school|\w+ (?:school|academy|primary))\b",
        r"(?:school|academy|primary) (?:admissions?|governors|uniform|exclusion)\b",
    ),
    *ELSEWHERE,
)

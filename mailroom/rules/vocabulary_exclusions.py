"""Wordings by which a mail may be something for elsewhere. Each only brings a person in: nobody is refused by it."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs

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
        r"(?:disagree|don't agree|do not agree) with (?:the|your) (?:benefit|housing benefit|council tax|"
        r"homeless\w*|banding|valuation|decision)\b[^.?!]{0,60}\b(?:decision|tribunal|benefit|band|owe|"
        r"entitle\w*)\b",
        r"(?:valuation|first.tier|independent|traffic penalty|parking) (?:tribunal|adjudicator)\b",
        r"(?:mandatory reconsideration|statutory appeal|section 202 review|review of (?:my |"
        r"the )?homeless\w* decision|tribunal)\b",
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
    ),
    *signs(
        "live_planning_application",
        3.0,
        r"(?:object(?:s|ed|ing|ions?)?)\b[^.?!]{0,60}\b(?:planning|application|proposal|proposed|"
        r"development|\d\d/\d{3,5})\b",
        r"(?:planning|application)\b[^.?!]{0,50}\b(?:register|note|record) (?:my|our) objections?\b",
        r"(?:our|my|strong(?:est|ly)?) objections? to\b",
        r"(?:comments?|representations?) on (?:the )?(?:planning )?application\b",
    ),
    *signs(
        "council_policy",
        3.0,
        r"(?:voted (?:for|through|to|in)|vote of (?:the )?(?:full )?council|"
        r"council(?:'s)? (?:new )?policy (?:of|on|to|is)|decision (?:of|by|taken by) (?:the )?(?:cabinet|"
        r"committee|full council|council|councillors)|(?:cabinet|committee|full council|"
        r"councillors) (?:\w+ )?(?:voted|decided|agreed|approved|decision)|agreed by (?:the )?(?:cabinet|"
        r"committee|full council))\b",
        r"complaint about (?:this|the|your) (?:\w+ )?policy\b",
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
    ),
    *signs(
        "already_exhausted",
        3.0,
        r"(?:ombudsman|lgsco)\b[^.?!]{0,60}\b(?:has|have|had|already|found|ruled|rejected|decided|closed|"
        r"did not uphold|won't|refused)\b",
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
)

"""The grammar of complaint: tried before, told one thing and another, still waiting, treated badly. Data alone."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs

_NOT = r"(?:not|\w*n't|never|no longer)"
_HAVE = r"(?:have|has|had|'ve|'s|'d)"
_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|numerous|countless|multiple|"
    r"\d+)"
)
_COUNT = (
    rf"(?:twice|thrice|{_NUMBER} (?:different |separate )?(?:times|occasions)|repeatedly|(?:again and again|"
    rf"over and over)|time (?:and|after) time)"
)
_TOLD = (
    r"(?:reported|rung|rang|phoned|telephoned|called|emailed|e-mailed|chased|written|wrote|complained|asked|"
    r"messaged|told|contacted|queried|requested|raised|logged|flagged|spoken to|spoke to|been (?:in touch|onto|"
    r"on to)|visited)"
)
_PERIOD = r"(?:days?|weeks?|months?|years?|wks?|mths?|yrs?|fortnights?)"
_WORKER = (
    r"(?:officer|driver|warden|crew|operative|man|woman|lady|member of staff|staff|person|lad|girl|manager|"
    r"adviser|advisor|receptionist|inspector|clerk|attendant|engineer|workmen|they|he|she)"
)

# Of what somebody says that it is; "I don't think that's unreasonable" says that it is not.
_SAID = r"(?<!n't think that's )(?<!n't think it's )(?<!n't think that is )(?<!n't think it is )(?<!not )"

GRIEVANCE: tuple[Sign, ...] = (
    # Says that it is a complaint, or that it is none.
    *signs(
        "says_complaint",
        1.0,
        # "Your complaint" is what our own letters say.
        r"(?<!your )complain(?:ts?|ing|ed)?\b",
        r"(?:complian(?:t|ts|ing)|complant|compalint|complaign|complaing)\b",
        r"grievance\b",
        r"(?:skarg\w*|reklamacj\w*|plângere|plangere|cwyn\w*|queja|reclamação|réclamation|plainte|şikayet)\b",
    ),
    *signs(
        "says_none",
        1.0,
        r"(?:not|\w*n't|isn't|never) (?:really |exactly |strictly |actually )?(?:a|an|any|my|meant as a|"
        r"intended as a) (?:formal )?(?:complaint|moan|criticism|grumble)\b",
        r"(?:not|\w*n't) (?:\w+ ){0,3}?(?:complain(?:ing)?|moaning|moan)\b",
        r"(?:not|\w*n't) (?:wish|want|mean|intend|looking|trying|like|here)(?: \w+){0,4} complain(?:t|ing)?\b",
        r"(?:no|without any) (?:formal )?complaints?\b(?! (?:of|about|against|with|as to|on|regarding)\b)",
        r"(?:only|just) (?:a )?(?:feedback|comment|thought|suggestion)\b",
        r"rather than (?:a )?complain(?:t|ing)\b",
    ),
    # Tried before, and nothing came of it: what tells a complaint from a first request.
    *signs(
        "tried",
        1.0,
        rf"{_TOLD}(?: \w+){{0,6}}? {_COUNT}",
        rf"{_COUNT}[^.?!]{{0,40}}? {_TOLD}\b",
        rf"{_NUMBER} (?:phone ?|unanswered |separate |further )?(?:calls|emails|letters|messages|reminders|"
        rf"reports|complaints|visits|requests|attempts)\b",
        rf"(?:i|we|she|he|mum)(?: {_HAVE}|{_HAVE})? (?:already |previously |since |first |also |"
        rf"now )?{_TOLD}\b[^.?!]{{0,140}}?\b(?:but|and (?:still|nobody|no one|nothing|got|have heard|"
        rf"was told|been told|heard)|yet|still|again|since|nothing|nobody|no one|no reply)\b",
        rf"(?:i|we|she|he)(?: {_HAVE}|{_HAVE})? (?:already |previously |now )?{_TOLD}(?: \w+){{0,5}} (?:on|"
        rf"in|back in|since|last|from) (?:the )?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|easter|"
        rf"christmas|mon|tues|wednes|thurs|fri)",
        rf"{_HAVE} (?:already |previously )(?:been )?{_TOLD}\b",
        r"(?:each|every) (?:single )?time\b",
        rf"(?:i|we)(?:'ve| have) (?:now )?(?:filled|tried|left|spent|kept|paid|had|sent|handed|submitted|"
        rf"uploaded|asked and|written|waited|been)\b[^.?!]{{0,80}}\b(?:{_COUNT}|{_NUMBER}|still|hours|again|"
        rf"and asked|nothing|no)\b",
        rf"(?:{_NUMBER}) (?:times|occasions|emails|calls|letters|voicemails|appointments)\b",
        r"(?:second|third|fourth|fifth|2nd|3rd|4th|5th) (?:email|letter|call|complaint|attempt|request|"
        r"report|reminder)\b",
        r"i(?:'ve| have)? (?:first )?(?:reported|complained|chased)\b",
        r"(?:keep|keeps|kept|constantly|always) (?:being |getting |having |on )?(?:telling|told|saying|"
        r"asking|ringing|calling|chasing|reporting|promising|missing|missed|passing|passed|sending|leaving|"
        r"ignoring|cancelling)\b",
    ),
    *signs(
        "contacted",
        1.0,
        rf"(?:i|we)(?:'ve| have| had) (?:\w+ )?{_TOLD}\b",
        rf"(?:and|also|then|after) {_TOLD} (?:the council|you|your|again|the office|twice|your)\b",
    ),
    *signs(
        "again",
        1.0,
        r"(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|6th|umpteenth|nth) (?:\w+ )?(?:time|week|month|"
        r"occasion|year|day|collection|weekend|email|no show|running)\b",
        rf"{_NUMBER} (?:\w+ )?(?:times|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weeks|"
        rf"months|years) (?:in a row|running|now|since|out of|on the trot|this)",
        r"yet again\b",
        r"once (?:again|more)\b",
        r"again[!.]",
        r"(?:still|again) (?:not|no|nothing|nobody|never|been|missed|waiting|missing|broken|there|being|"
        r"haven't|hasn't|isn't|don't|doesn't|can't|won't|without|sat|sitting|lying|dumped|here)\b",
        r"(?:is|are|it's|was|were|am|i'm|we're|has|have) still\b",
        r"and still\b",
        r"in a row\b",
        r"on the trot\b",
        r"keeps? happening\b",
    ),
    *signs(
        "unanswered",
        1.2,
        r"(?:to no avail|no further forward|none the wiser|brick wall|deaf ears|fallen through|no ownership|"
        r"takes? (?:ownership|responsibility)|vanished|disappeared|silence|no one's|nobody's|lost (?:my|our|"
        r"the) (?:form|forms|papers|application|cheque|letter|documents|file)|denied it|not so much as|"
        r"out of order for|refused to (?:give|help|listen|explain|speak|put|let))\b",
        r"(?:wouldn't|would not|won't|will not|can't|cannot) (?:look|let me|listen|help|explain|tell (?:me|us|"
        r"anyone)|speak|"
        r"answer|give|say|come|talk|see|take|do anything|put me)\b",
        r"(?:nobody|no one|no-one|noone|none of (?:you|them)|not one|"
        r"not a soul) (?!(?:was |is |got |has been |were )?(?:\w+ )?(?:hurt|injured)\b)(?:\w+ ){0,3}?"
        r"(?<!else )(?:has|have|had|came|come|comes|called|calls|rang|rings|"
        r"replied|answers|answered|been|turned|turns|showed|knows|knew|seems|can|could|will|would|wants|"
        r"tell|told|bothered|picks?|contacted|got|ever|is|was|did|does|cares|explained|phoned|listens?|"
        r"helped|visited|responded)\b",
        r"nothing (?:has|was|is|happened|happens|came|done|back|changes|changed|gets|since|but|further|ever|had)\b",
        r"heard nothing\b",
        r"(?:no|without (?:a|any)|not had a|never (?:had|got|received) (?:a|any)) (?:reply|response|answer|"
        r"word|update|acknowledgement|action|contact|call back|callback|explanation|apology|joy|news|show|"
        r"visit|communication|trace|record)\b",
        r"not (?:one|a) (?:reply|response|answer|word|single)\b",
        r"(?:heard|received|had|got|seen|done) (?:absolutely |precisely |exactly )?(?:nothing|nowt|zero|"
        r"no reply|no response)\b",
        r"(?<!please )(?:has|have|had|did|does|was|were|is|are|would|will|could|(?<!please )do)(?: not|n't|"
        r"nt) (?:\w+ ){0,2}?(?:replied|reply|responded|respond|answered|answer|heard|hear|"
        r"happen(?! again)|happened|"
        r"call|called|ring|rung|visited|visit|received|resolved|dealt|listen|contacted|explained|actioned|"
        r"followed|acknowledged|addressed|care|bother|bothered|told|kept|updated|picked|returned (?:my|our)|"
        r"help)\b",
        r"(?:never|nor) (?:\w+ ){0,2}?(?:did|came|come|comes|turned|arrived|replied|called|rang|returned|"
        r"got|happened|received|answered?|heard|showed|been|had|explained|sent|told|done|materialised|"
        r"appeared|comes|given|acknowledged|fixed|contacted|visited|went)\b",
        r"they (?:didn't|didnt|never|haven't|havent|have not|did not|won't|weren't|hadn't)\b",
        # "She hasn't got a car" is of what she owns; "we haven't got an answer" is not.
        r"(?:he|she|it|i|we|you|who|that|and|but|crew|one) (?:never|hasn't|hasnt|haven't|havent)\b"
        r"(?! got (?:an?|any|the) (?!repl|resp|answer|call|visit|date|letter))",
        r"unanswered\b",
        r"ignor(?:ed|ing|es)\b",
        r"(?:no|not a) (?:sign|trace|record|sight) of\b",
        r"nowhere\b",
        r"left (?:unemptied|waiting|behind|uncollected|without|hanging|for weeks|to rot|in limbo|to get on)\b",
        r"(?:calls?|emails?|messages?|letters?|requests?|reports?) (?:\w+ ){0,3}?(?:go|went|gone|"
        r"going) (?:unanswered|nowhere|ignored|straight)\b",
        r"no shows?\b",
        r"(?:closed|marked|shown|down) as [\x22']?(?:resolved|completed|complete|done|collected|emptied|"
        r"closed|fixed)\b",
    ),
    *signs(
        "not_done",
        1.0,
        r"(?:(?:has|have|had|did|does|was|were|is|are|would|could) not|(?:has|have|had|did|does|was|were|is|"
        r"are|wo|could|ca)n'?t|never) (?:\w+ ){0,2}?(?:come|came|turn(?:ed)? up|been|done|collected|emptied|"
        r"repaired|fixed|arrived?|sorted|carried|cleared|swept|cut|work(?:ing)?|show(?:n|ed)?|taken|"
        r"appear(?:ed)?|looked|made|sent|paid|given|changed|read|finished|completed|cleaned|removed|"
        r"delivered|processed|opened|stop(?:ped)?)\b",
    ),
    *signs(
        "promised",
        1.0,
        r"promis(?:ed|es|e)\b",
        # "Still" and "then" of something that they did; "it is still there" is nobody's word.
        r"(?:you|they|he|she|it)(?:'ve| have|'s| has)? (?:still |since |then |again )(?:\w+ed|said|say|says|told|sent|"
        r"lost|took|gave|put|made|left|want|wants|insist\w*)\b",
        r"(?:you|they|he|she|it)(?:'ve| have|'s| has)? (?:kept|keep|keeps|refused|"
        r"closed|demanded|taken|lost|sent|added|stopped|changed|cancelled|charged|removed|fined|ignored|"
        r"insist\w*|denied)\b",
        r"(?:your own|the published|your published) (?:reference|standard|schedule|policy|target|website|"
        r"timescale|letter)\b",
        r"i (?:was|am|'m) (?:being )?(?:put|passed|left|treated|made|charged|billed|refused|turned|blamed|"
        r"ignored|fobbed|bounced|sent)\b",
        r"(?:blames?|says it's|saying it's) (?:the|you|each)\b",
        # What the writer told them is no word of theirs, and a permission given no promise.
        r"(?:was|were|am|been|be|being|i'm|get|got|you) (?:\w+ )?(?:told|assured|informed|advised|quoted|"
        r"given(?! (?:planning )?(?:permission|consent|approval)))\b",
        r"(?:said|says|told me|told us|saying|agreed|claimed|supposed to|meant to|"
        r"should have)(?: \w+){0,4} (?:would|will|it'd|they'd|he'd|she'd|someone'd|wouldn't|be|come|call|"
        r"ring|been)\b",
        r"(?:passed|pushed|sent) (?:from )?(?:pillar|department|person|one|round|around|back and forth|back to)\b",
        r"you (?:said|told|claim|promised|have (?:lost|said|told|refused|failed|ignored|sent|taken))\b",
    ),
    *signs(
        "promised",
        1.0,
        r"(?:you|he|she|they|assistant|officer|somebody|someone|letter|website) (?:kindly |then |also )?(?:said|"
        r"says|stated|"
        r"told (?:me|us)) (?:that )?[^.?!]{0,80}\b(?:would|will) (?:be|come|have|follow|ring|call|start|happen)\b",
        r"(?:was|were|am|is|are) (?:due|booked|scheduled|arranged|expected) (?:for|to|on|in|"
        r"by)\b[^.?!]{0,80}\b(?:but|yet|never|no|"
        r"nobody|nothing|and (?:no|it|they|he|she))\b",
        r"(?:dates?|deadlines?|targets?) (?:has|have|had)? ?(?:been and gone|come and gone|came and went|passed|"
        r"slipped|missed)\b",
    ),
    *signs(
        "waiting",
        1.0,
        rf"(?:waiting|waited|wait|been|ongoing|going on|lasted|outstanding|ignored|"
        rf"without)(?: \w+){{0,4}} (?:for|since|over|almost|nearly|about|"
        rf"more than) (?:\w+ ){{0,3}}?(?:{_NUMBER} |a |an |the |last |before )?(?:{_PERIOD}|jan|feb|mar|apr|"
        rf"may|jun|jul|aug|sep|oct|nov|dec|easter|christmas|xmas|summer|autumn|winter|spring)",
        rf"(?:for|over|nearly|almost|after|now|another|taken|took|about|been) (?:the (?:past|last) |nearly |"
        rf"almost |over |more than |well over )?(?:{_NUMBER}|several|many|a few|"
        rf"a couple of) (?:\w+ )?{_PERIOD}\b",
        rf"{_NUMBER} {_PERIOD} (?:now|later|on|overdue|late|behind|waiting|and counting|have passed|since)\b",
        r"since (?:last |the |before |early |late |mid |about |around |at least |my )?(?:jan|feb|mar|apr|"
        r"may|jun|jul|aug|sep|oct|nov|dec|easter|christmas|xmas|summer|autumn|winter|spring|new year|\d|mon|"
        r"tues|wednes|thurs|fri|satur|sun|week|month|year)",
        r"(?:still )?waiting\b",
        r"(?:overdue|delays?|delayed|late again|how much longer|how long (?:must|do|does|am|is|are|will))\b",
        r"(?:weeks|months|years)(?: \w+)? (?:behind|late|of (?:this|waiting|delay|silence|asking|calls))\b",
    ),
    # How it felt, and what should be put right.
    *signs(
        "anger",
        1.0,
        r"(?:disgust\w*|disgrac\w*|appall\w*|unacceptable|not acceptable|shocking|shambles|shambolic|a joke|"
        r"fed up|furious|angry|fuming|livid|"
        + _SAID
        + r"outrag\w+|shame(?:ful|d)?|pathetic|useless|incompeten\w+|"
        r"ridiculous|farc(?:e|ical)|dreadful|terrible|horrendous|atrocious|scandal\w*|dismay\w*|frustrat\w+|"
        r"infuriat\w+|sick of|sick and tired|had enough|heartbreak\w*|we expect better|expected better|"
        r"is this really|how is anyone|what is the hold-?up|hold-up|is anybody|is anyone|beggars belief|"
        r"at (?:my|our) wits'? end|beyond a joke|not good enough|(?:just|simply|really|it's|is) not "
        r"on(?=\s*(?:[.,;!?]|$|and|at all))|last straw|let down|unhappy|"
        r"not (?:at all )?happy|dissatisf\w+|disappoint\w+|upset\w*|distress\w*|"
        + _SAID
        + r"(?:unfair\w*|unreasonable)|"
        r"absurd|poor (?:service|show|customer)|worst|awful|abysmal|negligen\w+|neglect\w*|fobbed|"
        r"couldn't make it up|what on earth|surely|protest|stressful|nightmare|hopeless|robbery|rip.?off|"
        r"wtf|insult\w*|humiliat\w+|deprived)\b",
    ),
    *signs(
        "put_out",
        1.0,
        r"(?:somewhat|rather|a little|a bit|slightly|mildly|quite) (?:surprised|disappointed|put out|annoyed|odd|"
        r"irritat\w+|dismayed|perplexed|puzzled|taken aback|bewildered|unimpressed|aggrieved|vexed|rich)\b",
        r"(?:i|we) (?:confess|must say|have to say|cannot help|can't help)\b[^.?!]{0,40}\b(?:odd|surpris\w+|"
        r"disappoint\w+|"
        r"strange|puzzl\w+|wonder\w*|poor)\b",
        r"(?:leave you to imagine|imagine (?:our|my|the) (?:surprise|joy|delight))\b",
    ),
    *signs(
        "anger",
        1.0,
        r"(?:absolute|complete|total|utter|bloody|proper|right|sick) (?:joke|shambles|disgrace|farce|waste|cheek|"
        r"mess|nonsense|liberty|"
        r"pantomime|rubbish|chaos|failure|incompetence)\b",
        r"(?:lot of you|the whole lot|same as last time|same old|here we go again|yet another|no better than|"
        r"taking the (?:mick|biscuit|"
        r"mickey)|having a laugh|what a (?:joke|shambles|farce|waste|mess|cheek|palaver)|how dare|the cheek of|"
        r"get a grip|wake up|"
        r"do your jobs?|not fit for purpose|couldn't care less|could not care less|don't care|doesn't care|"
        r"nobody cares|no one cares|"
        r"waste of (?:time|space|money)|losing my (?:patience|rag|temper|mind)|run out of patience|my patience|"
        r"tearing my hair|"
        r"driving me (?:mad|crazy|round the bend|up the wall)|at breaking point|gobsmacked|flabbergasted|aghast|"
        r"exasperat\w+|annoy\w*|"
        r"irate|indignant|seething|raging|miffed|narked|mithered|vexed|peeved|cheesed off|hacked off|brassed off|"
        r"browned off|"
        r"cross about|very cross|so cross)\b",
    ),
    *signs(
        "not_done",
        1.0,
        r"(?:hasn't|hasnt|haven't|havent|didn't|didnt|wasn't|wasnt|weren't|isn't|aint|ain't)\s*[.!;](?=\s|$)",
        r"(?:none|nowt|not a sausage|nothing doing|no sign of (?:it|them|him|her|anybody|anyone))\b",
        r"(?:remains?|remained|stays?|stayed|left|sits?|sat|still lying|lies) (?:unfixed|unrepaired|undone|"
        r"unresolved|unpaid|unread|broken|"
        r"blocked|out|full|there|shut|closed|locked|dark|off)\b",
        r"(?:has|have) (?:come|been|worked|happened|opened|run) (?:only )?(?:once|twice) (?:since|in)\b",
    ),
    *signs("shouting", 1.0, r"!!+", r"\?\?+", r"\?!"),
    *signs(
        "remedy",
        1.0,
        r"(?:apolog(?:y|ise|ies)(?! (?:if|for (?:the|my|writing|sending|any|bothering|being)|in advance))|"
        r"compensat\w+|refund\w*|reimburs\w+|money back|put (?:this|it|things|"
        r"that) right|say (?:me )?sorry|make good|made good|hold (?:you|the council) (?:responsible|liable)|"
        r"out of pocket)\b",
        r"(?:an?|some|any|the|your|proper|written|require|owed) explanations?\b",
        r"explain (?:why|yoursel\w+|to me why)\b",
        r"(?:want|like|need|demand|expect|know|asking|ask|understand|tell me|told) (?:to (?:know|be told|"
        r"understand|hear) )?(?:why|how this|what went wrong|what happened|what became|what is being done|"
        r"when (?:it|this|you|someone|somebody) (?:will|is going to) (?:be (?:fixed|done|sorted|repaired|"
        r"decided|looked)|finally))\b",
        r"(?<!n't )(?<!not )(?<!dont )(?:want|expect|demand|insist on|would like|i'd like)(?: \w+){0,5} "
        r"(?:back|cancelled|investigated|"
        r"looked into|corrected|sorted|resolved|dealt with|disciplined|spoken to|overturned|refunded|"
        r"removed|done|fixed|paid|moved|reinstated|put right)\b",
        r"look(?:ed)? into (?:this|why|it|how|the)\b",
        r"what (?:are you|do you|is the council) (?:going|intend|planning|doing|propos)\w*",
        r"(?:when|who) (?:are you|is somebody|is someone|is anybody|is anyone|is it|will (?:you|this|it|"
        r"someone)|on earth)\b",
    ),
    *signs(
        "conduct",
        1.3,
        r"(?:rude(?:ly|ness|st)?|nasty (?:to|about|with)|horrible to|filming|short with|treated (?:me|us|"
        r"her|him) like|lump it|"
        r"like a criminal|unkind|bad tempered|bad-tempered|insolent|foul language|foul-mouthed|interrupt\w+|"
        r"shrugs?|wouldn't let me finish|snapped at|barked|mocked|mocking|belittl\w+|shouted|shouting|swore|"
        r"swearing|swear|sneer\w+|laughed|laughing|sarcastic|dismissive|abrupt|aggressive|patronis\w+|"
        r"condescending|unhelpful|unprofessional|offhand|off-hand|arrogant|disrespectful|discourteous|"
        r"bullied|bullying|lied|lying(?! (?:on|in|across|there|at|by|under|around|about (?:in|on|the|for)|near|"
        r"against|outside|down|next|over|"
        r"all|where|beside|along|empty|idle|flat))|liar|hung up|rolled (?:his|her|their) eyes|talked over|shrugged|"
        r"smirk\w*|intimidat\w+|threaten(?:ed|ing)|called me|attitude|manners|courtesy|put the phone down|"
        r"how (?:i|we|he|she|they|my \w+) (?:was|were|got|am|are|is|been|have been|has been) (?:being )?(?:treat"
        r"|treated|spoke|"
        r"spoken|talked)(?: to)?|slammed|ignored me|spoken to like|spoke to me|talked to me|tough luck|accused me)\b",
    ),
    *signs(
        "wrong",
        0.9,
        r"(?:wrong(?:ly)?|mistakes?|errors?|incorrect(?:ly)?|failed|failure|fails|failing|refus(?:ed|es|ing|"
        r"al)|damag(?:ed|e|ing)|broke(?:n)? (?:my|our|the)|lost (?:my|our|the|it|them)|turned away|"
        r"cancelled|cut off|knocked|smashed|threatening|summons|bailiffs?|overcharged|charged twice|"
        r"double charged|taken twice|mess(?:ed)? up|swallowed|crash(?:es|ed)|no (?:report|record)|ruined|"
        r"walked off|drove off|left (?:dust|mess|a mess)|never got|never received|already been|twice this|"
        r"wasted|no (?:text|email|notice|warning|letter|call|apology)|without (?:any )?(?:notice|warning|"
        r"telling)|for no reason|stopped (?:my|our|without)|contradict\w+|inaccurate|misled|misinformed|"
        r"mishandl\w+|inadequate|unable to get)\b",
    ),
    *signs(
        "suffered",
        0.9,
        r"(?:(?:i|he|she|we|they|who|mum|mother|dad|father|wife|husband|nan|gran|son|daughter|lady|man|has|had|have|"
        r"been|and|nearly|almost) (?:slipped|fell|tripped|fallen)|injur\w+|hurt my|cut my|maggots?|stink(?:s|"
        r"ing)?|in tears|crying|"
        r"cried|(?:lost|losing) (?:sleep|pay|wages|money)|unpaid leave|day off|(?:making|made) (?:me|us|him|"
        r"her) ill|hospital|can(?:'t|not| not) (?:sleep|cope|afford|leave|use|wash)|no sleep|bank charges?|"
        r"overdrawn|wages|unsafe|dangerous|health hazard|freezing|boiling kettles)\b",
    ),
)

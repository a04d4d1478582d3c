"""More of how people sound: praise in earnest and in scorn, a thought, a request, discontent. Data alone."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs

TONE: tuple[Sign, ...] = (
    *signs(
        "sarcasm",
        1.0,
        r"(?:particularly|especially|really|do|also) (?:admire|love|like|enjoy|appreciate) (?:the way"
        r"|how)\b[^.?!]{0,80}\b"
        r"(?:crash\w*|never|not|n't|fail\w*|los(?:e|es|t)|cuts?|broke\w*|ignor\w+|clos\w+|miss\w*|hung|late|wrong)\b",
        r"what a (?:triumph|treat|result|performance|masterstroke|success story)\b",
        r"(?:my|our) (?:compliments|congratulations|thanks|gratitude) to (?:the|your|whoever|"
        r"all)\b[^?]{0,200}\b(?:drove off|left|missed|lost|forgot|"
        r"ignored|closed|broke|never|tipp\w+|dumped|waved|nobody)\b",
        r"nominat\w+ [^.?!]{0,60}\bfor (?:the|an?|this year'?s) [^.?!]{0,30}\b(?:award|prize|medal|"
        r"trophy)[^.?!]{0,10} (?:in|for) (?!going|kindness|"
        r"excellen|outstanding|service|the best|being so|his|her|their)",
        r"(?:perpetual motion|gold medal (?:for|in)|world records?|olympic (?:standard|sport)|a new record|"
        r"beat(?:en)? your own record|personal best|"
        r"slow hand ?clap|standing ovation|genius|rocket science|brain surgery|work of art|modern art installation|"
        r"tourist attraction|conversation "
        r"piece|wildlife (?:haven|sanctuary)|swimming pool (?:in|outside)|water feature|indoor (?:pool|fountain|"
        r"waterfall|rain))\b",
        r"(?:thank you|thanks) (?:so much |very much |ever so much )?for (?:ignoring|not|leaving|losing|missing|"
        r"making (?:me|us) (?:wait|late|"
        r"homeless|ill)|the (?:lovely|kind|wonderful|thoughtful|generous) (?:gift|pile|present|smell|stench|letter|"
        r"bill|summons|reminder)|reminding (?:me|us) "
        r"(?:how|that)|your (?:complete|total|continued) (?:silence|lack|failure|indifference))\b",
        r"(?:i am|i'm|we are|we're) (?:in awe|full of admiration|lost in admiration|overjoyed|delighted|thrilled|"
        r"so (?:glad|pleased|lucky)) (?:of|to|that|"
        r"at)\b[^.?!]{0,80}\b(?:nothing|nobody|no one|still|again|another|lost|missed|wrong|yet|pile|rubbish|"
        r"ignored|third|fourth|closed)\b",
        r"(?:lucky (?:us|me)|aren't (?:we|i) lucky|how (?:very )?(?:efficient|impressive|reassuring|helpful|"
        r"generous|clever|convenient|considerate) of|how "
        r"(?:very )?(?:reassuring|impressive|efficient)[.!]|joy of joys|oh joy|hooray|hurrah|whoopee|"
        r"marvellous[.!,]|brilliant[.!] (?:so|now|just)|"
        r"bless (?:you|them)[.!,]|silly (?:me|us)|do forgive me|forgive me for|pardon me for|heaven forbid|"
        r"god forbid|perish the thought|no doubt you are (?:very )?busy)",
        r"(?:i (?:look|am looking) forward to) (?:the next|another|your next|waiting|not hearing|being ignored|"
        r"hearing (?:nothing|the next excuse)|next year)\b",
        r"(?:at last|finally),? [^.?!]{0,60}\bby (?:tipping|leaving|dumping|breaking|throwing|losing)\b",
        r"(?:only|a mere) (?:taken|took|been|had to wait) (?:you )?(?:\w+ ){0,2}?(?:weeks|months|"
        r"years)\b[^.?!]{0,60}\b(?:well done|bravo|impressive|"
        r"congratulations|marvellous|wonderful|record)",
        r"(?:well done|bravo|congratulations|hats off|full marks|top marks|"
        r"ten out of ten)\b[^.?!]{0,60}\b(?:missed|missing|lost|losing|ignored|ignoring|"
        r"failed|failing|broke|breaking|again|forgot|forgetting|managing|yet another|nothing|closing|wrong|late)\b",
    ),
    *signs(
        "idea",
        1.0,
        r"(?:maybe|perhaps|possibly) (?:you (?:could|should|might|can)|put|add|have|move|use|try|a|an|some|there|"
        r"it's time|the council)\b",
        r"(?:only|one|just one|another) (?:small |little |tiny )?(?:thing|thought|niggle|gripe|point|comment|"
        r"observation|suggestion|idea)(?: is|:|,| -| would)",
        r"(?:would|might|could) (?:do it|do the trick|help|make (?:all|a big|a real|such a) difference|solve (?:it|"
        r"this|that)|be the answer)\b",
        r"(?:wouldn't it|would it not|couldn't (?:we|you|it)|could we not|can't we|why can't (?:we|you|"
        r"there)) (?:be|have|make|just|simply)\b",
        r"(?:if only|it's a (?:pity|shame)|pity|shame) (?:there|that there|you|the|we|it) (?:is|isn't|are|aren't|"
        r"were|was|can't|could|"
        r"couldn't|doesn't|don't)\b",
        r"(?:has anyone|have you|did anyone|has the council) (?:ever )?(?:thought|considered|looked)\b",
        r"(?:an|one|small|minor|general|quick|passing|just an) (?:observation|remark|thought|suggestion)\b",
        r"(?:i'd|i would|we'd|we would) (?:love|like|prefer) (?:to see|it if|there to be|if)\b",
        r"(?:a bit of|some|more|another|extra|longer|better|proper) (?:hood|shade|bench\w*|seat\w*|light\w*|"
        r"sign\w*|planting|trees?|bins?|hours|shelter|crossing\w*) "
        r"(?:on|at|in|by|along|would|outside|near|for) (?:it|the|there|here|do|be|help)\b",
        r"(?:not|n't) (?:really |strictly |exactly )?(?:complaining|a complaint|moaning),? (?:just|but|only|more)\b",
        r"turn (?:them|it) (?:round|around)\b",
    ),
    *signs(
        "asks",
        1.0,
        r"(?:i'd|i would|we'd|we would) (?:like|love|want|appreciate) (?:it|this|that|them|someone|somebody|"
        r"a) (?:to be )?(?:inspected|collected|removed|"
        r"looked at|checked|mended|fixed|repaired|replaced|to come|to call|visit|cleared|emptied|delivered|"
        r"changed)\b",
        r"(?:does|do) (?:somebody|someone|anybody|anyone|you|the council) (?:check|deal|do|collect|inspect|take|"
        r"clear|look|still|offer|provide|sell|have)\b"
        r"[^.!]{0,100}\?",
        r"(?:which|what) (?:form|forms|number|department|office|address|page|bin|day|documents?|papers|"
        r"evidence)\b[^.!]{0,80}\?",
        r"(?:please |pls )(?:could|can|would|will) (?:you|u|someone|somebody)\b",
        r"(?:please|kindly) (?:arrange|send|come|collect|remove|replace|advise|let me|tell me|give me|confirm|"
        r"inform|post|email me|forward|issue|register|"
        r"update|change|amend|cancel|book|add|take)\b",
        r"(?:looking|wanting|hoping|trying|need|wish) to (?:apply|book|hire|register|report|rent|buy|join|order|"
        r"renew|arrange|request|know|find out|change)\b",
        r"(?:can i|could i|may i|am i able to|are we able to|is it possible to) (?:have|get|book|order|apply|pay|"
        r"change|request|hire|come|collect|bring|report|"
        r"swap|keep|use|park|take|buy)\b",
        r"(?:how much|how long|how many|how often|how soon|how far|how big) (?:is|are|does|do|will|would|can|"
        r"should|in advance)\b",
        r"(?:i want|i wish|i need|we need|i require) to (?:report|apply|request|book|order|register|renew|change|"
        r"cancel|pay|ask)\b",
        r"(?:what|when) (?:time|day|date)s? (?:is|are|does|do|will)\b",
    ),
    *signs(
        "praise",
        1.0,
        r"(?:want|like|wish|love) (?:\w+ ){1,5}?(?:to be )?(?:thanked|praised|commended|recognised|rewarded)\b",
        r"(?:can't|cannot|could not|couldn't) (?:thank|praise|speak highly|fault|recommend|"
        r"rate) (?:\w+ ){0,4}?(?:enough|highly)\b",
        r"(?:so|very|most|ever so|truly|eternally|deeply|incredibly|immensely) (?:grateful|thankful|appreciative|"
        r"impressed)\b",
        r"(?:please|kindly|could you|would you|can you) (?:\w+ )?(?:pass|convey|give|extend|relay|send|tell|let|"
        r"thank) (?:\w+ ){0,4}?(?:thanks|thank you|regards|"
        r"appreciation|compliments|gratitude|know how (?:much|grateful|good|pleased)|boss|manager|supervisor)\b",
        r"(?:deserves?|deserving of|worthy of|earned|give (?:him|her|them|that \w+)) (?:a |an |the |some |"
        r"special )?(?:\w+ )?(?:thanks|recognition|medal|praise|"
        r"promotion|pay rise|raise|mention|award|bonus|round of applause|pat on the back|gold star|biscuit|cake|"
        r"pint|cuppa)\b",
        r"(?:wanted|want|writing|write|like|felt i (?:must|should|ought to)|had to) (?:\w+ ){0,3}?(?:to )?(?:say|"
        r"express|record|pass on|send|give) (?:\w+ ){0,4}?"
        r"(?:thank|thanks|appreciation|gratitude|praise|compliment|well done|how (?:impressed|pleased|grateful|"
        r"good|kind|helpful|lovely))\b",
        r"(?:a|such a|real|true|absolute|proper) (?:credit to|asset to|pleasure to (?:deal|talk|speak)|delight to|"
        r"breath of fresh air|lifesaver|life.?line|"
        r"professional|gentleman|lady)\b",
        r"(?:service|job|work|help|care|support|team|response|result) (?:was|is|has been|were|"
        r"were all) (?:\w+ )?(?:excellent|brilliant|superb|outstanding|"
        r"fantastic|amazing|first.?class|second to none|exemplary|faultless|wonderful|great|top notch|spot on)\b",
        r"(?:made|making) (?:such a|all the|a huge|a real|a big) difference\b",
        r"(?:went|going|gone) (?:the extra|above|out of (?:his|her|their) way|over and above)\b",
        r"(?:restored my|faith in) (?:faith|the council|human(?:ity| nature))\b",
        r"(?:pleasantly surprised|hats off to|big up|kudos|fair play to|thumbs up|a\*|bravo to|three cheers|"
        r"good on (?:you|them|him|her))\b",
        r"(?:people|folk|everyone|you|we) (?:only|always|are quick to|just) (?:ever )?(?:write|complain|moan|"
        r"get in touch|hear)\b[^.?!]{0,60}\b(?:but|so|bad|wrong|"
        r"balance|redress|thank|good)\b",
    ),
    *signs(
        "discontent",
        1.0,
        r"(?:reply|response|answer|letter|findings?|outcome|decision|conclusion|explanation|"
        r"apology)(?: \w+){0,6} (?:does(?:n't| not)|did(?:n't| not)|fail\w*|"
        r"misses|missed|ignor\w+|avoid\w*|skirts|glosses|is (?:not|wrong|inaccurate|incorrect|incomplete|"
        r"inadequate|unsatisfactory|untrue|insulting|a "
        r"(?:whitewash|fob|joke|cop))|are (?:wrong|untrue))\b",
        r"(?:do not|don't|cannot|can't|won't|refuse to|unable to) (?:accept|agree with|be satisfied with|"
        r"go along with|leave it (?:there|at that))\b[^.?!]{0,60}\b"
        r"(?:reply|response|answer|letter|findings?|outcome|decision|conclusion|explanation|apology|says?|said|"
        r"wrote)\b",
        r"(?:you (?:have|'ve)? ?(?:still )?(?:not|n't) (?:answered|addressed|dealt with|explained|looked (?:at|"
        r"into))|none of (?:my|our) (?:questions|points)|"
        r"(?:my|our) (?:questions?|points?) (?:\w+ )?(?:not|un)(?: been)? ?(?:answered|addressed|dealt with))\b",
        r"(?:nothing|not a thing) (?:has|had) changed since (?:your|the|his|her) (?:reply|response|letter|answer)\b",
        r"(?:what you (?:promised|said) (?:in your (?:reply|letter|response|answer) )?(?:has not|hasn't|did not|"
        r"didn't|never)|promised in your "
        r"(?:reply|letter|response))\b",
    ),
    *signs(
        "further",
        1.0,
        r"(?:take|taken|taking|push|pushing|move|moving|go|going|pass|refer|refer\w+|bring) (?:it|this|that|things|"
        r"matters|my complaint|the matter|the complaint)? ?"
        r"(?:up )?(?:to the (?:next|second|final)|to a higher|(?:to )?(?:the |a )?(?:next|second|higher|further|"
        r"final) (?:stage|level|step))\b",
        r"(?:stage|step|tier)(?:2|3|-2|-3)\b",
        r"(?:not|n't|nt|un) ?(?:happy|satisfied|content|accept\w*|impressed) (?:with |about )?(?:(?:the"
        r"|your|that|this|his|her) )?"
        r"(?:\w+ )?(?:reply|response|answer|letter|outcome|findings?)\b[^?]{0,300}\b(?:look(?:ed)? at (?:it "
        r"|this )?again|"
        r"manager|higher|senior|reviewed|next stage)\b",
        r"(?:like|want|request|ask for|asking for|demand|expect|need) (?:a |an |this |it |"
        r"my complaint )?(?:to be )?(?:\w+ )?(?:review(?:ed)?|appeal(?:ed)?|"
        r"re-?examin\w+|re-?investigat\w+|reconsider\w*|reassess\w*|looked at again|looked into again)\b",
        r"(?:someone|somebody|a person|an officer|anyone|your boss|his boss|her boss|the boss) (?:else|higher|"
        r"senior|above|independent|with (?:more )?(?:authority|"
        r"clout)|in charge)\b[^.?!]{0,40}\b(?:look|read|review|deal|decide|answer|see)\b",
        r"(?:senior|chief) (?:officer|manager|executive|director)\b[^.?!]{0,50}\b(?:look|review|read|consider|"
        r"investigate)\b",
    ),
    # For the newspapers, a survey, a student's essay: an answer to give, and no service.
    *signs(
        "press",
        1.0,
        r"(?:reporter|journalist|newsdesk|news desk|news editor|producer|correspondent|columnist|"
        r"freelance writer)\b[^.?!]{0,80}\b(?:at|for|on|with|"
        r"from|of) (?:the |bbc|itv|channel)",
        r"(?:press|media) (?:enquiry|query|request|office|team|statement|deadline)\b",
        r"(?:statement|comment|response) (?:from the council )?(?:by|before) (?:noon|midday|\d|close of play|"
        r"the end of|tomorrow|today|5|4|3)",
        r"(?:running|writing|working on|preparing) (?:a|an) (?:piece|story|article|feature|report|programme) (?:on|"
        r"about|tomorrow|for|looking)\b",
        r"(?:my|our|a) (?:dissertation|thesis|university project|coursework|phd|master'?s research)\b",
    ),
    *signs(
        "slighted",
        1.0,
        r"(?:racist|racism|discrimination|discriminated|discriminatory|prejudice\w*|homophobic|sexist|ageist|"
        r"disablist|islamophobic|antisemitic)\b",
        r"(?:your lot|you lot|people like (?:you|us|me)|your kind|your sort)\b",
        r"(?:asked to (?:show|prove|leave)|made to (?:show|prove|wait|stand|leave|feel)|singled out|humiliat\w+|"
        r"in front of (?:my|our|the whole|"
        r"everyone|everybody|a queue|other))\b",
        r"(?:i(?:'m| am) asking for|i want|i'd like|i expect|i would like|needs? to be|must be|"
        r"should be) (?:\w+ ){0,3}?(?:to be )?(?:\w+ )?"
        r"(?:investigat\w+|looked into|disciplin\w+|retrain\w*|spoken to|held to account)\b",
    ),
    *signs(
        "conduct",
        1.2,
        r"(?:spoke|spoken|speaking|talked|talking|talks) (?:to|at|down to|over) (?:me|us|her|him|"
        r"my \w+) (?:sharply|like|as if|as though|in (?:a|such)|so|very)\b",
        r"(?:spoken to|treated|dealt with|made to feel) (?:sharply|harshly|badly|appallingly|disgracefully|"
        r"like (?:a|an|dirt|rubbish|something)|as if|as though|"
        r"small|stupid|daft|like)\b",
        r"(?:raised (?:his|her|their) voice|wagged (?:his|her)|pointed (?:his|her) finger|jabbed|tutted|tutting|"
        r"sniggered|sniggering|giggl\w+|yawn\w+|on (?:his|her|"
        r"their) (?:mobile|phone)|chewing|smoking|swigging|walked (?:away|off) (?:from|while|when)|turned (?:his|"
        r"her) back|shut the (?:door|window|hatch) (?:in|on)|"
        r"threw (?:it|the|my)|blanked|stonewalled|fobb\w+ (?:me|us|her|him) off|jobsworth|bully|bullies|"
        r"couldn't be bothered|can't be bothered|could not be "
        r"bothered|shift (?:yourself|herself|himself)|none of (?:your|my) business)\b",
    ),
)

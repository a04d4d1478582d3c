"""The grammar of all else: what somebody asks, praises, suggests, wants looked at again, or sells. Data alone."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs

WISHES: tuple[Sign, ...] = (
    # Asks for a thing, an answer, a first visit.
    *signs(
        "asks",
        1.0,
        r"(?:can|could|would|will) (?:you|u|someone|some1|somebody|anyone|anybody|an officer|i|we|it|"
        r"the council|they|he|she)(?: \w+)?(?: please| kindly| pls| plz)? (?:be able to |kindly |also |"
        r"just )?(?:come|send|fix|collect|tell|let me|set|arrange|look at|advise|confirm|change|"
        r"explain what|add|remove|clear|unlock|check|help|have|get|book|order|register|provide|give|"
        r"be (?:removed|mended|repaired|fixed|cleared|collected|replaced|sorted|changed)|take|ring|call|"
        r"phone|apply|still|pay|do|bring|put|repair|replace|mend|make|update|find|empty|pick|return|deliver|"
        r"resend|empty)\b",
        r"(?:please|pls|plz|kindly)(?: can| could| would|,)? (?:you |u |someone |somebody |i )?(?:come|send|"
        r"fix|collect|tell|let|set|arrange|advise|confirm|change|add|remove|clear|unlock|check|help|repair|"
        r"mend|replace|could|can|register|provide|book|order|deliver|call|ring|pick|empty|cut|sort|get|put|"
        r"take|return|update|have)\b",
        r"(?:you|u) (?:please |pls )?(?:can|could) (?:please )?(?:send|come|fix|help|tell)\b",
        r"(?:can|could|would|will) (?:you|someone|somebody) (?:please |kindly |also |just )?(?!believe|imagine|"
        r"explain|justify|honestly|really|possibly)\w+ (?:it|this|that|them|me|us|my|our|the|a|an|if|whether|up|on|"
        r"out|over|round)\b",
        r"(?:how|where|when|who|what) (?:do|can|should|would|could) (?:i|we|one) (?:go about|apply|report|"
        r"get|contact|pay|find|register|renew|claim|order|request|book|send|bring|need|do to|have to|know|"
        r"ask|see|take|dispose|bring|speak|complete|register|change|tell)\b",
        r"(?:what|which) (?:time|date|day|days|band|documents|do i need|form|colour)\b",
        r"(?:i|we)(?:'d| would| should|d) (?:like|love|be grateful)(?: to)? (?:report|request|apply|arrange|"
        r"book|order|know (?:how|whether|if|what|the)|register|ask|enquire|pay|find out|have a|get|renew|"
        r"join)\b",
        r"(?:do|does|am|is|are|will) (?:i|we|it|there|my|you)(?: \w+){0,4} (?:need|need to|have to|eligible|"
        r"entitled|allowed|possible|open|still on|able|any|available|a charge|someone)\b[^.!]{0,80}\?",
        r"(?:want|need|like) to (?:know|find out) (?:how|if|whether|what (?:time|i need|the))\b",
        r"need(?:s|ed)? (?:someone|some1|somebody|a|an|it|this|to be) (?:to |out|fixed|fixing|repairing|"
        r"plumber|electrician|replacement|new|collected|emptied|cleared|seeing|repaired|removing|mended|"
        r"look)\b",
        r"(?:get it|get this|needs?|wants?|want it) (?:fixed|filled|filling|fixing|cleared|clearing|sorted|"
        r"emptied|emptying|repaired|repairing|removed|removing|mended|cutting|moved|looked at|looking at|"
        r"seeing to)\b",
        r"who (?:do|should|can|would) (?:i|we) (?:\w+ )?(?:speak|talk|contact|ask|report|tell|send)\b",
        r"who deals with\b",
        r"(?:is|are|was) there (?:someone|anyone|somebody|anybody|a form|a number|any way|disabled)\b",
        r"i (?:need|would like|want) (?:a|an|some|to) (?:new|copy|up to date|replacement|form|skip|permit|"
        r"bin|register|apply|report|book|order|pay)\b",
        r"(?:pls|plz|please) fix\b",
        r"(?:request(?:ing)?|enquiry|query) (?:for|about|re|regarding)\b",
        r"(?:many )?thanks in advance\b",
    ),
    *signs("question", 1.0, r"[^.!?]{8,200}\?(?!\?)"),
    *signs(
        "first_time",
        1.0,
        r"(?:just|only) (?:started|now|happened|seen|noticed|moved|broken|packed|found|been|come|gone|had)\b",
        r"(?:only|its only|it's only) (?:started|happened|been)\b",
        r"(?:has|have|had|'s|is) (?:just|gone out|come down|packed in|stopped working|broken down|"
        r"been dumped|fly.?tipped|blown|fallen|packed up|burst|broke)\b",
        r"(?:this morning|this afternoon|this evening|tonight|today|right now|happening now|last night|"
        r"since this morning|just now|2nite|yesterday)\b",
        r"someone (?:has|'s) (?:dumped|fly.?tipped|left|parked|sprayed|thrown)\b",
        r"i(?:'ve| have) (?:just )?moved\b",
        r"(?:there is|there's|theres|there are) (?:a|an|some|lots|water|rats?|loads|no lights?|rubbish|glass)\b",
        r"i(?:'d| would) like to report\b",
        r"(?:reporting|to report) (?:a|an|some|that|the|fly)\b",
        r"(?:is|are|its|it's) (?:out|broken|broke|blocked|overflowing|leaking|cold|not working|on the floor|"
        r"hanging)\b",
        r"(?:packed in|broke down|went off|has gone|gone out|come loose|sprung a leak)\b",
        r"(?:needs|wants|need) (?:a|an|to be|someone|fixing|doing)\b",
    ),
    *signs(
        "stuck",
        1.0,
        r"(?:page|website|site|form|system|app|portal|link|button|computer|machine|account) (?:will not|won't|"
        r"wouldn't|doesn't|does not|keeps not) (?:let|load|work|accept|take|open|allow)\b",
    ),
    # It never came to this before; no answer is looked for.
    *signs(
        "never_before",
        1.0,
        r"(?:never|not) (?:\w+ )?(?:had|seen|known|happened|done|needed|asked|reported) (?:it|this|them|that|one|any|"
        r"anything)?(?: \w+){0,3}? ?before\b",
        r"first time (?:we've|i've|we have|i have|it|this|that|i|we|she|he|they)\b",
    ),
    *signs(
        "wants_no_answer",
        1.0,
        r"(?:expect|need|want|require|looking for) (?:no|neither) (?:answer|reply|response)\b",
        r"no (?:need (?:to|for you to|for a|of a)|) ?(?:reply|answer|response|write back)(?: is)?(?: needed|"
        r" required| "
        r"necessary| expected| wanted)?\b(?=\s*(?:[.,;!]|$|needed|required|necessary|expected|wanted|to this))",
    ),
    # Praise, in earnest or not.
    *signs(
        "nominates",
        1.0,
        r"(?:nominate|nominating|nominates|nomination)\b",
        r"(?:extra mile|above and beyond|staff|employee) (?:award|awards|scheme)\b",
        r"put (?:someone|somebody|him|her|them|\w+ \w+) forward\b",
    ),
    *signs(
        "praise",
        1.0,
        r"(?:compliments?|commend\w*|credit (?:where|to)|a credit|extra mile|above and beyond|nominat\w+|"
        r"prais(?:e|ing)|well done|hats? off|take a bow|deserves? (?:a|an|some|to be|recognition|praise)|"
        r"keep up the good work|congratulat\w+|shout ?out|ten out of ten|10 ?/ ?10|five stars?|"
        r"outstanding (?:service|work|job|help)|put (?:\w+ )?forward)\b",
        r"(?:thank|thanks) (?:you )?(?:so much|very much|to|a million|a lot to|again to|all)\b",
        r"(?:thank|thanks) (?:you )?(?:the|your|ever so|both|everyone|\w+ (?:in|at|from|on) (?:the|your)|"
        r"(?:\w+ ){1,3}for (?:all|being|her|his|their|the))\b",
        r"(?:big|huge|massive|enormous|special|heartfelt|sincere|our|my) thank(?:s| you|-you)\b",
        r"(?:pass on|express|record|convey|say) (?:\w+ ){0,3}?(?:thanks|thank you|gratitude|appreciation|"
        r"compliments)\b",
        r"(?:grateful|thankful|appreciative|indebted) (?:to|for (?:the|his|her|their|all|everything))\b",
        r"very grateful\b",
        r"(?:could|can)(?: not|n't|not) (?:\w+ )?(?:have been|be|fault|praise|thank|"
        r"ask for) (?:\w+ )?(?:kinder|more|nicer|better|him|her|them|you|it)\b",
        r"(?:made|makes) (?:my|a hard|our|the) (?:day|week|whole)\b",
        r"(?:kindly|please|would you kindly|could you|can you) (?:please )?(?:thank|pass (?:on )?(?:my|our)|"
        r"tell (?:him|her|them|his|her|their))\b",
        r"(?:impressed|delighted|chuffed|thrilled|amazed|over the moon|pleased) (?:with|by|at|to)\b",
        r"(?:really|so|very|absolutely|dead|proper) (?:chuffed|impressed|pleased|grateful)\b",
        r"(?:gem|godsend|angel|hero|heroes|diamond|treasure|legend|superstar|lifesaver|life saver)\b",
        r"(?:a star|an asset|an absolute (?:star|credit|gem|gentleman)|great ambassador)\b",
        r"make sure (?:his|her|their) (?:boss|manager|supervisor)\b",
        r"make sure (?:he|she|they|\w+) (?:hears?|gets?|knows?|sees?|is told|are told) (?:this|about|of|it|how)?\b",
        r"(?:please|pls|plz|kindly|would you) (?:tell|let|thank) (?:his|her|their|the|him|them) (?:boss|"
        r"manager|supervisor|"
        r"bosses|know how)\b",
        r"(?:best|loveliest|nicest) (?:day|experience|service|people) (?:of|in|i|we|ever)\b",
        r"just to say (?:how|thank|thanks|what|well done)\b",
        r"deserves? (?:a|an|the) (?:medal|raise|pay rise|award|thank|pat|mention|bonus|holiday|drink|biscuit)\b",
        r"(?:perfect|spot on|faultless|better than (?:ever|new|i do))\b",
        r"what an? (?:\w+ )?(?:service|team|lovely|wonderful|brilliant|great|star|gem|credit|bunch|job)\b",
        r"thank ?you(?: all)?!",
        r"(?:many|my|our|grateful|warmest|best|huge) thanks to\b",
        r"thank ?you (?:so much )?for (?:sorting|helping|coming|all|everything|your|the|being|such|fixing|"
        r"clearing|making)\b",
        r"(?:top marks|very much appreciated|much appreciated|well worth|a joy|made up with|"
        r"cracking (?:bunch|job|lads?)|new lease of life|weight off (?:my|our) mind|never looked (?:better|"
        r"cleaner|nicer)|can'?t (?:thank|praise|fault)|couldn'?t do enough|nothing but praise|"
        r"restored my faith|please tell (?:them|him|her)|all the staff)\b",
        r"wanted to (?:write (?:and|to) )?(?:say|record|let you know|tell you|"
        r"put on record)(?: \w+){0,4} (?:how|thank|thanks|thankyou|what a|well done|great|never|grateful|"
        r"pleased|happy|lovely)\b",
        r"(?:just )?a (?:quick )?(?:line|note|word|email) (?:of thanks|of praise|to (?:say|thank|"
        r"let you know how))\b",
        r"(?:i was|we were|am|i'm) (?:amazed|so grateful|touched|blown away|bowled over|moved)\b",
        r"(?:could|can)(?: not|n't) (?:speak|thank) (?:\w+ ){0,3}?(?:highly|enough)\b",
    ),
    *signs(
        "admires",
        0.8,
        r"(?:brilliant|wonderful|fantastic|excellent|marvellous|superb|exceptional|amazing|terrific|lovely|"
        r"splendid|first class|first-class|top notch|spotless|immaculate|exemplary|impeccable|outstanding|"
        r"faultless|fabulous|magnificent)\b",
        r"(?:so|very|really|always|was|were|is|are|how|incredibly|extremely|absolutely|most|"
        r"unfailingly) (?:\w+ and |\w+ly )?(?:kind|helpful|encouraging|tidy|civil|obliging|attentive|polite|"
        r"patient|friendly|cheerful|courteous|professional|caring|understanding|thoughtful|lovely|efficient|"
        r"thorough|gentle|considerate|dignified|reassuring|welcoming|pleasant|fair)\b",
        r"(?:went|gone|going) out of (?:his|her|their) way\b",
        r"nothing (?:was|is|were) (?:ever )?too much (?:trouble|bother)\b",
        r"i (?:love|loved) (?:the|how|your|what|that)\b",
        r"(?:sorted|solved|fixed|explained|helped|(?:he|she|they|you|who|lady|man|someone) (?:rang|found|came))"
        r"(?: \w+){0,4} (?:there and then|same (?:day|afternoon)|next day|in (?:ten|five|no|\d+) (?:minutes|"
        r"time)|straight away)\b",
        r"(?:didn't|did not) rush\b",
        r"kindness\b",
        r"(?:lovely|wonderful|great|smashing|delightful|brilliant|nice|kind) (?:lady|man|people|bunch|team|"
        r"staff|chap|lads?|girls?|young man|young woman|crew|fellow|service|job)\b",
        r"(?:dealt with|took|taken|gave|spent) (?:\w+ ){0,3}?(?:everything|the time|time|trouble|extra time|care)\b",
    ),
    # A thought of how things could be better.
    *signs(
        "idea",
        1.0,
        r"suggest(?:ion|ions|ing)?\b",
        r"(?:just )?(?:a|my) (?:thought|suggestion|small comment|comment|bit of feedback|humble opinion)\b",
        r"(?:an|good|one|great|the|my|better|no) idea\b",
        r"ideas? for\b",
        r"in my (?:humble )?(?:opinion|view)\b",
        r"feedback (?:on|about|only)\b",
        r"(?:could|would|might|can|will|perhaps|maybe|why doesn't|has) (?:you|the council|we|i|anyone|it|"
        r"someone)(?: not)?(?: \w+)? (?:consider|consider \w+ing|thought (?:about|of)|think about|suggest|"
        r"be (?:nice|good|better|worth|helpful|lovely|an idea))\b",
        r"have you (?:ever )?(?:thought|considered)\b",
        r"(?:it would|it'd|it might|would it|might it|wouldn't it|would be) (?:not )?(?:be )?(?:so |much |"
        r"really )?(?:nice|good|better|great|worth|helpful|lovely|a good|an improvement|useful|sensible|"
        r"possible to have)\b",
        r"(?:should|ought to|could) (?:put|be|have|install|plant|offer|add|provide|think|there be|move|"
        r"also have) (?:a|an|some|more|open|moved|on|longer|made|planted)\b",
        r"there (?:ought to|should|could) be\b",
        r"(?:i think|i feel|i wonder|i'd suggest)(?: \w+)? (?:they|it|you|the council|there|we|if|"
        r"whether) (?:\w+ ){0,3}?(?:should|could|ought|might|would|have thought)\b",
        r"might want to\b",
        r"please consider\b",
        r"(?:could|may|might|can) i (?:propose|suggest|make a (?:\w+ )?suggestion|put forward)\b",
        r"i(?:'d| would) (?:suggest|propose|recommend|like to (?:suggest|see|propose))\b",
        r"it would (?:help|make sense|save)\b",
        r"(?:perhaps|maybe) (?:it|you|the council|there|they|we|one) (?:could|might|should)\b",
        r"other (?:towns|councils|boroughs|places) (?:do|have|manage)\b",
        r"(?:a |my )?(?:small |minor )?(?:observation|point)\b(?! blank)",
        r"what about (?:\w+ing|a|an|some|having|opening)\b",
        r"how about\b",
        r"why (?:not|don't you|doesn't the council|can't we)\b",
        r"love to (?:know|hear) what you think\b",
        r"plans to (?:improve|change|extend|make|bring)\b",
        r"more (?:seats|benches|bins|trees|lighting|signs|classes|sessions) (?:in|at|on|would|please)\b",
    ),
    *signs(
        "sarcasm",
        1.0,
        r"thanks? (?:you )?(?:so much )?for nothing\b",
        r"(?:oh )?bravo\b",
        r"congratulations (?:on|to) (?:the|your|whoever|a|establishing|managing|winning)\b",
        r"well done (?:on|for|to) (?:the|your|whoever|making|losing|missing|yet|another)\b",
        r"comedy gold\b",
        r"masterclass\b",
        r"how (?:wonderful|lovely|marvellous|thoughtful|kind) (?:of you|to|that)\b",
        r"(?:hats off|round of applause|slow clap|medal|award) (?:to|for) (?:the|your|whoever|being)\b",
        r"(?:brilliant|wonderful|great|fantastic|marvellous) (?:organisation|customer (?:care|service)|"
        r"system|work|job|stuff)[,.]",
        r"truly,? (?:a|wonderful|remarkable|impressive)",
        r"or shall i\b",
        r"(?:nice|good) one,? (?:council|you lot|lads)\b",
        r"(?:thanks a (?:bunch|million for)|ta very much for nothing|cheers for nothing|top drawer|bang up job|"
        r"stellar work)\b",
    ),
    # Not content with an answer; other roads; advertising.
    *signs(
        "further",
        1.0,
        r"(?:want|like|wish|ask\w*|request\w*) (?:for )?(?:a |an )?(?:review|second (?:look|opinion))\b",
        r"(?:go|going|move|moved|progress\w*|taken?|pass\w*|sent) (?:it |this )?(?:up )?(?:to|"
        r"on to) (?:the |your )?(?:stage|next (?:stage|level)|director|head of|chief executive)\b",
        r"(?:stage|step|tier) (?:2|two|ii|3|three)\b",
        r"(?:next|second|final|further) stage\b",
        r"escalat(?:e|ed|ing|ion)\b",
        r"(?:take|taking|taken|push) (?:this|it|the matter|my complaint) (?:any )?(?:further|higher)\b",
        r"(?:review|reviewed|reconsider\w*|look(?:ed)? at) (?:\w+ ){0,3}?(?:by )?(?:someone|"
        r"somebody) (?:else|more senior|independent|higher|above)\b",
        r"(?:someone|somebody) (?:else|above|higher|more senior|independent)(?: \w+){0,3} to (?:look|review)\b",
        r"review (?:of )?(?:the|your|this) (?:response|reply|answer|outcome|complaint)\b",
    ),
    *signs(
        "discontent",
        1.0,
        r"(?:not|\w*n't|far from|dis|un) ?(?:at all |really )?(?:satisfied|happy|content|accept\w*|"
        r"impressed|agree|good enough)(?: with| about| by)? (?:the|your|this|that|mr|mrs|ms|his|her|their|"
        r"what)(?: \w+){0,3} (?:reply|response|answer|outcome|explanation|findings|letter|said|wrote|stage)",
        r"(?:do not|don't|cannot|can't|not) (?:accept|agree with) (?:the|your|this|"
        r"that)(?: \w+){0,2} (?:reply|response|answer|outcome|explanation|findings|conclusion)",
        r"(?:your|the|his|her) (?:reply|response|answer|letter)(?: \w+){0,6} (?:does not|doesn't|didn't|"
        r"did not|fails|ignores|missed|misses|left out|is wrong|is rubbish|is not good enough)\b",
        r"you (?:have|'ve)? ?(?:left out|missed (?:the point|out)|not (?:answered|addressed|dealt with|"
        r"mentioned|explained|looked at))\b",
        r"(?:look|looked|looking) at (?:this|it|my (?:complaint|case)) (?:again|properly|afresh)\b",
        r"(?:that|this|which) (?:is|'s|isn't|is not|was|wasn't) (?:not )?(?:what (?:happened|i (?:said|"
        r"asked|complained))|true|correct|right|an answer|a reply|the point)\b",
        r"(?:i|we) (?:do not|don't|cannot|can't) (?:accept|agree)\b",
        r"(?:your|the|mr \w+'?s?|mrs \w+'?s?|ms \w+'?s?|his|her) (?:reply|response|answer|letter|"
        r"apology)(?: \w+){0,4} (?:is|was|are) (?:not|no|un\w+|a |in|wrong|just|rubbish|nonsense)",
        r"(?:got|had|read|received|seen) (?:your|the|mr \w+'?s?|mrs \w+'?s?|ms \w+'?s?) (?:reply|response|"
        r"answer|letter)[^?]{0,160}\b(?:but|not|n't|wrong|no)\b",
        r"(?:appeal|challenge) (?:the|your|this) (?:response|reply|answer|complaint (?:decision|outcome))\b",
        r"i(?:'m| am) (?:still )?(?:dissatisfied|not satisfied|unsatisfied)\b",
        r"(?:someone|somebody) (?:\w+ )?(?:senior|in charge|higher up) (?:\w+ )?(?:look|read|review|deal|"
        r"answer|reply)\b",
        r"(?:i|we) (?:reject|dispute|refuse to accept|refute|do not recognise) (?:it|this|that|your|the|his|"
        r"her|every|\w+'s)\b",
        r"(?:'m|am|are|was) not accepting (?:it|this|that|your|the|his|her)\b",
        r"(?:reply|response|answer|letter) (?:of|dated|from) [^.?!]{2,40} (?:is|was) (?:rubbish|nonsense|an "
        r"insult|a joke|"
        r"no answer|wrong|a whitewash|inadequate)\b",
    ),
    *signs(
        "not_further",
        1.0,
        r"(?:not|\w*n't) (?:\w+ ){0,2}?(?:taking|take|want|wish|going|pursu\w+|"
        r"escalat\w+)(?: \w+){0,4} (?:further|higher|stage)\b",
        r"(?:leave|let) it (?:there|at that|go)\b",
    ),
    *signs(
        "from_ombudsman",
        1.0,
        r"we (?:have (?:decided to|received a complaint|accepted|closed|now considered|completed)|"
        r"are (?:going to )?investigat\w+)\b.{0,160}\bcouncil\b",
        r"reasonable opportunity to (?:consider|respond|deal|investigate)\b",
        r"(?:may|can) (?:return|come back) to us\b",
        r"(?:premature complaint|our reference:? [\d ]{6,}|investigation officer|(?:the |local government "
        r"(?:and social care )?|"
        r"housing )ombudsman service)\b",
        r"(?:link officer|our (?:final|draft|provisional) decision|ombudsman'?s? (?:investigator|decision|"
        r"assessment team)|investigator,? (?:local government|housing) )",
    ),
    *signs(
        "advertises",
        1.0,
        r"(?:seo|search engine|google rankings?|rankings?|rank(?:ing)? on|page 1 (?:of|for)|page one of|"
        r"backlinks?|link building|keywords|guest post)\b",
        r"(?:(?:drive|double|boost|more|increase|generate)(?: \w+){0,3} (?:traffic|leads|sales|conversions|"
        r"visibility|revenue)|online presence|lead generation|your competitors)\b",
        r"(?:free (?:audit|quote|trial|demo|sample|consultation)|limited (?:time )?offer|save \d+ ?%|"
        r"\d+% off|special offer|price list|catalogue|order (?:now|before|today)|guaranteed or)\b",
        r"(?:our (?:products?|solutions?|agency|range of)|we (?:help|supply|offer|specialise|provide|"
        r"manufacture)(?:ed)?(?: \w+){0,3} (?:businesses|councils|organisations|companies|local authorities|"
        r"like yours|clients))\b",
        r"(?:(?:spare|have|got|grab) (?:10|15|ten|fifteen) minutes (?:this|next|for a|to (?:chat|talk|discuss|"
        r"show))|15-minute call|"
        r"quick (?:chat|call) (?:this|next|about how|to)|book a (?:call|demo)|open to a (?:call|chat|conversation)|"
        r"free audit|white.?hat|"
        r"per month for|website (?:owner|redesign)|first page of google|our package|mobile app development|buy now|"
        r"click to order|"
        r"bulk discount|wholesale price|we are a leading|leading (?:supplier|manufacturer|provider) of)\b",
        r"(?:unsubscribe|reply stop|reply with [\x22']?(?:no|stop)|opt out|worth \$|\$\d|dear (?:procurement|"
        r"business owner|webmaster|"
        r"beneficiary|friend)|mailing list of|web design)",
        r"(?:bitcoin|crypto|investment opportunit\w+|forex|passive income|casino)\b",
    ),
    *signs(
        "phishes",
        1.0,
        r"(?:mailbox (?:storage|will be|is (?:almost |nearly |\d+ ?% )?full|quota|feedback@|has (?:reached|"
        r"exceeded))|storage limit|validate (?:your )?(?:mailbox|account)|"
        r"(?:helpdesk|it (?:service )?desk|mail administrator|webmail team)\b(?=[^?]{0,200}\b(?:password|click|"
        r"validate))|(?:log ?in|sign ?in) (?:here|below|now)? ?with your (?:email )?password|(?:keep|restore|"
        r"reactivate|unlock) your (?:account|mailbox)|account (?:will be|"
        r"has been) (?:suspended|deactivated|locked|closed)|password (?:expires?|will expire|expiry))\b",
        r"(?:click|tap) (?:on )?(?:the link |the button )?(?:below|here) (?:and|to) (?:log|sign|verify|confirm|"
        r"validate|update|claim|keep)\b",
        r"(?:confirm|verify|update|validate) your (?:password|account|email|mailbox|identity|credentials)\b",
        r"(?:within 24 hours(?=[^.?!]{0,80}\b(?:account|mailbox|password|suspend|deactivat"
        r"|expir))|click (?:here|below|the link) to (?:claim|verify|confirm|release|keep"
        r"|avoid)|"
        r"quarantined messages?|undelivered mails? (?:on|pending)|shared a (?:file|document) with you|"
        r"docusign|remittance advice)\b",
        r"(?:non-?repayable|guaranteed|approved|pre-approved|instant) (?:\w+ )?(?:grant|loan|funding|finance)\b",
        r"(?:release|claim|receive) (?:the|your) (?:funds?|grant|prize|payment|reward)\b",
        r"(?:reply|respond|get back)(?: to us)? with your (?:full )?(?:name|names|details|bank|account|address)\b",
        r"(?:your|the) (?:organisation|company|business|email(?: address)?) (?:has been|was|is) (?:selected|"
        r"approved|chosen)\b",
        r"(?:offer|link|window|access) (?:closes|ends|expires|will expire) (?:in|within|on|today|soon)\b",
        r"(?:million (?:us )?dollars|bank details|transfer the funds?|next of kin|inheritance|lottery|"
        r"you have won|unclaimed|wire transfer|gift cards?|business proposal|beneficiary)\b",
    ),
)

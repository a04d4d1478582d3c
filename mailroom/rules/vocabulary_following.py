"""How somebody refers back to what they wrote, asks after it, or says that this is another matter. Data alone."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign, signs

_MINE = r"(?:my|our|his|her|their|the|this|that|mum's|dad's|my \w+'s|mr \w+'s|mrs \w+'s|ms \w+'s)"
_SENT = r"(?:complaint|complaints|email|e-mail|mail|letter|form|message|case|submission|web form)"
_MADE = (
    r"(?:made|sent|put in|filled in|filled out|raised|submitted|lodged|wrote|emailed|e-mailed|posted|"
    r"handed in|complained)"
)

# What is said not to be so: "I am not at all happy with".
_NO = (
    r"(?<!not )(?<!n't )(?<!not at all )(?<!n't at all )(?<!not very )(?<!n't very )(?<!not really )(?<!n't really )"
    r"(?<!not entirely )(?<!not completely )(?<!far from )(?<!less than )(?<!never )(?<!neither )(?<!nor )"
)

FOLLOWING: tuple[Sign, ...] = (
    *signs(
        "refers_back",
        1.0,
        rf"(?:further|in addition|adding|with (?:reference|regard)|referring|in (?:reply|response|relation)|"
        rf"regarding|following(?: up)?(?: on| from)?|replying)(?: \w+)? (?:to )?{_MINE} "
        rf"(?:\w+ ){{0,3}}?{_SENT}\b",
        rf"(?:complaint|case|email|letter|form) (?:which |that )?(?:i|we|she|he) (?:have |had |'ve |already )?"
        rf"{_MADE}\b",
        rf"{_MINE} (?:\w+ )?(?:complaint|form) (?:of|from|dated|last|last week|sent|number|no|ref|reference)\b",
        rf"{_MINE} (?:\w+ )?case (?:number|no|ref|reference)\b",
        r"(?:please |pls |kindly |can you |could you )?(?:also )?add (?:this|these|it|that|the (?:photos?|"
        rf"attached|enclosed|pictures?)) to (?:it|{_MINE} (?:\w+ )?(?:complaint|case|file))\b",
        r"(?:update|more|news|information|photos?|evidence) (?:on|for|to go with|about|regarding) (?:my|our|the) "
        r"(?:\w+ )?(?:complaint|case)\b",
        r"(?:your|the|his|her) (?:answer|reply|response|decision|acknowledgement|letter|email|findings)"
        r"(?: of \w+| to)? (?:my|our|to my|to our|on my|about my) (?:\w+ )?(?:complaint|case)\b",
        r"since (?:i|we) (?:last |first )?(?:wrote|complained|emailed|put in|sent|made)\b",
        r"(?:stage|step) (?:one|two|1|2) (?:response|answer|reply|letter|decision|outcome)\b",
        r"submission (?:no|number|ref|reference)\b",
        r"you asked (?:me|us) (?:for|to|about|whether|if|when|what)\b",
        r"as (?:requested|asked|promised|agreed|discussed|you asked|per your (?:email|letter|request))\b",
        r"(?:on|about|under) the (?:same|above|attached) (?:\w+ )?(?:complaint|case|matter)\b",
    ),
    *signs(
        "refers_back",
        1.0,
        r"(?:re|aw|fw): (?:your|our) (?:complaint|feedback|comment|enquiry|case|permission)\b",
        rf"{_MINE} (?:\w+ )?(?:complaint|case)(?: \w+){{0,3}},? (?:number|no|ref|reference)\b",
    ),
    # A complaint of theirs that is with us already: it is no new one.
    *signs(
        "own_case",
        1.0,
        r"(?:to go with|go on with|going on with|cancel|withdraw\w*|drop\w*|stop|close|closing|"
        r"add(?:ing)? (?:\w+ )?to|update\w* on|news (?:on|"
        r"of|about)|chasing(?: up)?|further to|following(?: on from)?|behind|outcome of|progress (?:of|on|with)|"
        r"status of|answer to|reply to|"
        r"response to|evidence for|photos? for|happy with how|dealt with|handling of|handled|handle|looked into|"
        r"sorting(?: out)?|closed) (?:my|our|"
        r"his|her|mum's|dad's|the) (?:\w+ ){0,2}?complaint\b(?! (?:is|was) (?:that|about)|:)",
        r"(?:my|our) (?:\w+ )?complaint(?: \w+){0,3} (?:has|have|had|was|is|been) (?:been )?(?:not |n't |"
        r"still not )?(?:closed|logged|answered|"
        r"acknowledged|dealt with|sorted|resolved|ignored|passed|sent|upheld|looked (?:at|into))\b",
    ),
    *signs(
        "withdraws",
        1.0,
        r"(?:withdraw\w*|cancel\w*|drop\w*|retract\w*|scrap|close|forget|disregard|ignore|"
        r"stop) (?:\w+ ){0,2}?(?:my|the|this|our|that) (?:\w+ )?"
        r"(?:complaint|case|complaints)\b",
        r"(?:don't|do not|no need to|please don't|not to|won't|not) (?:go on|go ahead|proceed|continue|carry on|"
        r"bother|pursue|take|going ahead)"
        r"(?: \w+)?(?: with)? (?:my|the|this|our|that) (?:\w+ )?(?:complaint|case)\b",
        r"(?:complaint|case)\b[^?]{0,160}\b(?:i am|i'm|we are|we're|i wish to|i'd like to|i want to|"
        r"please) (?:now )?withdraw(?:ing)? (?:it|this)\b",
    ),
    # Sends what was asked for, or what belongs to something sent before.
    *signs(
        "sends",
        1.0,
        r"(?:here(?:'s| is| are)|attached(?: is| are)?|enclosed(?: is| are)?|i attach|i enclose|please find|"
        r"sending|find attached)\b[^.?!]{0,80}\b"
        r"(?:asked for|asked me for|requested|you wanted|she wanted|he wanted|to go with|for my complaint|"
        r"with my complaint|to add to|needed for)\b",
        r"(?:as (?:asked|requested|promised)|you asked (?:me )?for|forgot to (?:attach|send|add|include|mention)|"
        r"meant to (?:attach|include|add))\b",
    ),
    # Lets somebody act for them, in a sentence that does nothing else.
    *signs(
        "permits",
        1.0,
        r"i,? [^.?!]{0,80}?(?:give|gives|grant|consent|authorise|agree)\b[^.?!]{0,80}\b(?:permission|consent|"
        r"authority|for \w+|to \w+)"
        r"[^.?!]{0,60}\b(?:to|can|may) (?:act|deal|speak|complain|represent|discuss|take|see|be told|have|"
        r"receive)\b[^.?!]{0,60}\b(?:behalf|"
        r"for me|about|my (?:complaint|case|account|details|matter|affairs)|the complaint|the matter|it)\b",
        r"(?:yes,? )?i (?:give|am giving|confirm|grant) (?:my |full )?(?:permission|consent|authority) (?:for|to)\b",
    ),
    # Asks how what was sent before is getting on.
    *signs(
        "asks_after",
        1.0,
        rf"how(?:'s| is| are| was) {_MINE} (?:\w+ ){{0,2}}?(?:complaint|case|matter) (?:getting|coming|going|doing|"
        rf"progressing|looking)\b",
        r"how (?:this|it|things|that)(?:'s| is| are)? (?:getting on|coming along|coming on|going|progressing)\b",
        r"(?:is|are) (?:\w+ ){0,3}?(?:complaint|case) (?:getting|coming|being (?:dealt|looked)|going)\b",
        rf"did (?:you|anyone|anybody|someone) (?:get|receive|see|read|have) {_MINE} (?:\w+ )?{_SENT}\b",
        rf"have you (?:had|got|received|seen|read|looked at) {_MINE} (?:\w+ )?{_SENT}\b",
        rf"(?:any|what|what's the) (?:news|updates?|progress|word|joy|latest)(?: \w+)? (?:on|about|with|regarding|"
        rf"of) "
        rf"{_MINE} (?:\w+ )?(?:complaint|case|matter|form)\b",
        rf"(?:where|what stage|how far) (?:is|are|am|have|has) (?:we |i |you |they |things )?(?:got to |up to |"
        rf"with )?"
        rf"(?:with )?{_MINE} (?:\w+ )?(?:complaint|case)\b",
        rf"(?:status|progress|outcome|position) (?:of|on|with|regarding) {_MINE} (?:\w+ )?(?:complaint|case)\b",
        r"when (?:will|can|should|might|am|do|are) (?:i|we|she|he) (?:\w+ ){0,3}?(?:hear|get|expect|have) "
        r"(?:\w+ ){0,4}?(?:complaint|case|reply|answer|response)\b",
        r"(?:is|are) (?:anyone|anybody|someone|somebody|you) (?:\w+ ){0,2}?(?:going to|ever going to|gonna) "
        r"(?:ring|call|phone|reply|answer|write|get back|contact|respond)\b",
        r"(?:any|no) (?:news|updates?|word|joy|progress)(?: (?:on|with|about) (?:this|it|that))? "
        r"?(?:please|yet|pls)?\s*\?",
        r"have (?:you|they|we) (?:got|come|made|been able to get) (?:\w+ )?(?:further|anywhere|progress|headway|"
        r"to the bottom)\b",
        r"(?:just |only |simply )?(?:chasing|nudging|checking in|checking up)(?: \w+)? (?:on |about |for |up )?"
        r"(?:this|it|that|my|the|an? (?:answer|reply|response|update))\b",
        r"(?:has|is) (?:anything|anyone|anybody|somebody|someone) (?:\w+ )?(?:happened|happening|done anything|"
        r"looked|looking|dealing|picked)\b[^.!]{0,40}\?",
        r"(?:still )?(?:not|n't) (?:had|heard|received) (?:\w+ ){0,4}?(?:about|to|on|regarding|from) (?:my|our) "
        r"(?:\w+ )?(?:complaint|case)\b",
        r"(?:update me|an update|let me know|tell me) (?:\w+ )?(?:on |about |with )?(?:where|how|what)(?: is| are|"
        r"'s)? "
        r"(?:this|it|things|we|the matter|my complaint|the complaint)\b",
    ),
    # Has had the answer and lets it be, gladly or not.
    *signs(
        "lets_it_be",
        1.0,
        r"(?:not|n't|won't be|no longer) (?:\w+ )?(?:taking|take|pursuing|pursue|going|pushing) "
        r"(?:(?:it|this|the matter|that) )?(?:any )?further\b",
        rf"{_NO}(?:happy|content|willing|prepared) to (?:leave|draw|let) (?:it|this|the matter|a line)\b",
        r"(?<!not )(?:that's|that is|all|it's|it is|is) (?:that )?(?:now |all )?(?:sorted|settled|resolved|put right|"
        r"done and dusted)\b",
        r"(?:that's|that is|it's|it is|was) all (?:that )?(?:i|we|she|he|they|mum|dad|mother|father) (?:ever |"
        r"really )?"
        r"(?:wanted|asked for|needed|were after|was after)\b",
        r"(?:let's|we'll|i'll|i will|shall) leave it (?:there|at that)\b",
        r"no (?:further|more) (?:action|need)\b[^.]{0,30}\b(?:needed|required|from (?:me|us))\b",
        r"no need (?:for you )?to (?:do|take|say|send|reply|write) (?:anything|any|it)\b",
        r"nothing (?:more|else|further) (?:is )?(?:needed|required|to (?:do|be done|say)|from me)\b",
        r"(?:you can|please) (?:now )?(?:close|consider (?:it|this|the matter) closed)\b",
    ),
    # Says that this is no more of the same.
    *signs(
        "another_matter",
        1.0,
        r"(?:different|separate|unrelated) (?:thing|matter|issue|complaint|subject|problem|incident)\b",
        r"(?:another|a new|a fresh) (?:matter|complaint|subject)\b",
        r"(?:about|is) something (?:else|different)\b",
        r"(?:this|it)(?: is|'s)?(?: not|n't) (?:about )?(?:the|my|that) (?:\w+ )?(?:\w+)(?:,| which| this time)",
        r"(?:nothing|not anything) to do with (?:my|the|that|our) (?:last|other|previous|earlier|first)\b",
        r"(?:not|n't) (?:connected|related|linked) (?:to|with) (?:my|the|that)\b",
        r"on (?:a|another) (?:different|separate|note|matter|subject)\b",
        r"(?:sorry to|i'm afraid i have to) (?:trouble|bother|write to) you again\b",
        # Not "I am not happy with your answer. I want it looked at".
        rf"(?:no quarrel|no complaint|{_NO}(?:happy|content|fine)) with (?:the|your) (?:answer|reply|response)"
        r"[^.]{0,40}\. (?:but|we|i)\b",
    ),
    # Writes in somebody else's matter, and says that they bring none of their own.
    *signs(
        "none_of_mine",
        1.0,
        r"(?:not|n't) (?:making|bringing|raising) (?:a|any) complaint of my own\b",
        r"(?:just |only )?(?:backing|supporting|seconding) (?:\w+ )?(?:up|complaint)\b",
        r"(?:please )?(?:do not|don't) (?:treat|take|count|log|register) (?:mine|this|it)(?: \w+)? as (?:another|a "
        r"(?:new|second|separate|further|complaint))\b",
    ),
)

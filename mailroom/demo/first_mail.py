"""The new mail: what residents write of their own accord, in the words and programs that people use.

Every word is made up, and everybody in it: the telephone numbers are Ofcom's for drama, the postcodes of no real place.
"""

from __future__ import annotations

from mailroom.demo.piece import Expected, Moment, Person, Piece, new
from mailroom.demo.shapes import outlook, phone, tablet, terminal, webmail

DOREEN = Person("Doreen Askew", "doreen.askew@postbox.example")
RAJ = Person("Raj Bhatt", "raj.bhatt.82@quickpost.example")
MOIRA = Person("Moira Pennick", "moira@pennickhouse.example")
CRAIG = Person("Craig Dunmore", "craigdunmore_1@pocketmail.example")
EDWIN = Person("E. R. Thistlewood", "ert@inkwell.example")
SHONA = Person("Shona Leckie", "shona.leckie@quickpost.example")

BINS = new(
    DOREEN,
    "Missed bin collection - 4th time",
    """
    Good morning,

    I am writing to complain about the bin collection in Larkspur Close. Our recycling bin was not emptied
    again on Tuesday. That is the fourth time since Easter. Each time I have rung and each time I have been
    told that the crew will come back within two working days, and each time nobody came.

    I am 78 and I cannot keep carrying bags to the tip. I have been polite about it until now, but this
    really is not good enough for what we pay.

    Please tell me why Larkspur Close is being left out, and when the bin will be emptied.

    Yours sincerely,

    Doreen Askew
      14 Larkspur Close, Ashwater, AW4 7QZ
      01632 960114
    """,
    outlook,
)

FLY_TIP = new(
    RAJ,
    "Complaint: fly-tipping behind Mercer Street garages",
    """
    Hello,

    I'd like to make a complaint about how the fly-tipping behind the Mercer Street garages has been
    handled. I reported it online on the 3rd, the 9th and the 14th. Each report was closed as "resolved" and
    the pile is still there: two mattresses, a fridge and what looks like half a bathroom.

    I understand you're busy, but closing a report without looking is worse than not answering. Could
    somebody explain what happened and get it cleared please?

    Many thanks,
      Raj Bhatt
      07700 900218
    """,
    webmail,
)

NOISE = new(
    MOIRA,
    "Bravo, environmental health",
    """
    May I congratulate your noise team on what must be the quietest office in England. I rang about the
    all-night generator at the Sidings on 2nd, 5th and 8th of the month, filled in your noise diary for two
    weeks as I was told to, posted it, and have since heard precisely nothing. Not even a "thank you for
    your diary, we have filed it in the bin".

    I do hope nobody has been woken by my calls. We, on the other hand, are up at three most mornings.

    I would like to know what was done with my diary and who, if anybody, is dealing with it.

    Mrs M Pennick
    """,
    tablet,
)

PERMIT = new(
    CRAIG,
    "parking permit",
    """
    applied for my residents parking permit 5 weeks ago. paid the money. nothing. rang 3 times, on hold 40
    mins then cut off. now ive had a ticket outside MY OWN HOUSE because you lot cant press a button

    this is a joke. i want the permit and an apology

    Craig Dunmore 9 Tannery Row AW2 3XB 07700 900377
    """,
    phone,
)

GRAVE = new(
    EDWIN,
    "St Wulfric's cemetery",
    """
    Sirs,

    I visited my late wife\N{RIGHT SINGLE QUOTATION MARK}s grave in St Wulfric\N{RIGHT SINGLE QUOTATION MARK}s
    cemetery on Sunday and found that your contractors had driven a mower over the kerb, broken the vase that
    my daughter made (I do not care that it was worth only \N{POUND SIGN}15) and left the cuttings where they lay.

    I wrote to the Parks office about the mowing in May and was told \N{LEFT DOUBLE QUOTATION MARK}the lads
    will be more careful\N{RIGHT DOUBLE QUOTATION MARK}. They were not.

    This is a formal complaint. I want an apology from whoever is responsible, and an assurance that
    the row will be cut by hand in future.

    E. R. Thistlewood (Mr)
      3 Church Walk, Nether Ashwater AW7 1LD
    """,
    # As the program calls it, and as it really is: people copy and paste.
    lambda sheet: terminal(sheet, charset="US-ASCII", encoding="cp1252"),
)

LONG = new(
    SHONA,
    "Where do I even start - council tax, housing benefit, and being left on hold",
    """
    To whoever reads this (I hope somebody does),

    I've put off writing because every time I think it's sorted another letter arrives. I'll try to put it in
    order.

    1. Council tax. I moved into 22B Weir Road on 1 March. I told you on 3 March, online, and got an email
    saying thank you. In April I got a bill for the whole house, not the flat. I rang, a very nice man called
    Tony said he would change it and I should ignore the bill. In May I got a reminder notice. I rang again and
    was told there is no note of Tony or of my call. In June I got a summons with \N{POUND SIGN}62.50 costs on
    it. I have never in my life had a summons.

    2. Housing benefit. Because the council tax people had me in the wrong house the benefit people decided I
    must have two addresses and stopped my claim. I was told there's an overpayment of \N{POUND SIGN}311.20 and
    nobody can tell me how it's worked out. I sent my tenancy agreement twice. The second time I took it to the
    front desk and got a receipt, which I still have.

    3. Your phones. I have kept a list: 11 calls, 4 hours 35 minutes on hold altogether, cut off 5 times. One
    lady told me "there's no point getting upset with me, it's the system". I wasn't upset with her, I was
    crying because of the summons. I work shifts at the bakery and can't ring between 9 and 5 without losing pay.

    4. The website says I can see my account online but it asks for a number that is only printed on the bill,
    which is the wrong bill.

    I'm not asking for the moon. I want the summons withdrawn and the costs taken off, the bill for the flat I
    actually live in, my benefit put back and somebody to explain the \N{POUND SIGN}311.20, and one person I can
    email who knows what is going on. I also think somebody should say sorry.

    I attach nothing because you've had it all twice.

    Shona Leckie
      22B Weir Road, Ashwater AW1 9RT
      07700 900561 (after 6pm please)
    """,
    webmail,
)

PIECES = (
    Piece("bins", Moment(16, "09:12"), Expected.REGISTERED, BINS),
    Piece("fly-tip", Moment(16, "12:40"), Expected.REGISTERED, FLY_TIP),
    Piece("noise", Moment(15, "20:05"), Expected.PERSON, NOISE),
    Piece("permit", Moment(15, "22:31"), Expected.REGISTERED, PERMIT),
    Piece("grave", Moment(14, "10:26"), Expected.REGISTERED, GRAVE),
    Piece("long", Moment(13, "23:48"), Expected.PERSON, LONG),
)

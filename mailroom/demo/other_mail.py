"""What else comes to a feedback mailbox: ideas, thanks, requests, things for elsewhere, and things for nobody."""

from __future__ import annotations

from mailroom.demo.piece import Expected, Moment, Person, Piece, new
from mailroom.demo.shapes import outlook, phone, tablet, terminal, webmail

HELEN = Person("Helen Marchbank", "helen.marchbank@quickpost.example")
TED = Person("Ted Okonjo", "ted.okonjo@pocketmail.example")
SUNITA = Person("Sunita Rawal", "sunita.rawal@orchardmail.example")
FRANCIS = Person("Francis Gale", "f.gale@galeandsons.example")
IRENE = Person("Irene Sugden", "irene.sugden@postbox.example")
GROWTH = Person("Jessica, Growth Team", "jessica@rankrocket.example")

IDEA = new(
    HELEN,
    "An idea for Jubilee Park",
    """
    Hi there,

    Not a complaint! Just a suggestion. It would be lovely to have a bench or two near the top gate of Jubilee
    Park. My neighbour and I walk there every day and she needs a sit down before the hill. There's a sunny spot
    by the hawthorn hedge that would be perfect.

    Best wishes
      Helen
    """,
    webmail,
)

THANKS = new(
    TED,
    "Well done bin crew",
    """
    just wanted to say thank you to the bin crew on Orchard Way this morning. one of the lads saw my dad
    struggling with his wheelie bin on the ice and walked him back to his door. took him two minutes but meant a
    lot to us. please pass it on to them and their boss

    Ted Okonjo
    """,
    phone,
)

SOFA = new(
    SUNITA,
    "Sofa",
    """
    Hello, please can you collect an old sofa and an armchair from 8 Mill Lane, AW2 8GS? How do I book a bulky
    waste collection and what does it cost?

    Thanks
      Sunita Rawal
    """,
    tablet,
)

FOI = new(
    FRANCIS,
    "Freedom of Information request: agency staff",
    """
    Dear Sir or Madam,

    Under the Freedom of Information Act 2000 I request the following information:

    1. The total spent on agency staff in Planning in each of the last three financial years.
    2. The number of agency staff engaged on 1 April this year.

    I would prefer to receive the information by email in a spreadsheet.

    Yours faithfully,
      Francis Gale
    """,
    outlook,
)

COUNCILLOR = new(
    IRENE,
    "Behaviour of Councillor Stainforth",
    """
    Dear Sirs

    I attended the Planning Committee last Thursday as a member of the public. When I asked to speak, Cllr
    Stainforth told me to "sit down, dear, and let the grown-ups finish", and laughed. Several other people heard
    it. I have lived here for forty years and I have never been treated like that.

    I believe it breaks the code of conduct and I wish to complain about him.

    Irene Sugden (Mrs)
    """,
    terminal,
)

ADVERT = new(
    GROWTH,
    "Quick question about ashwater.example",
    """
    Hi Ashwater team,

    I was just looking at your website and noticed it isn't on page 1 for some of your best keywords. We've helped
    over 300 organisations like yours with our SEO packages, from just \N{POUND SIGN}149 a month.

    Do you have 10 minutes this week for a no-obligation call?

    Jess
      Growth Team, RankRocket
      If you'd rather not hear from me, just reply "unsubscribe".
    """,
    webmail,
)

PIECES = (
    Piece("idea", Moment(12, "16:48"), Expected.REGISTERED, IDEA),
    Piece("thanks", Moment(11, "08:33"), Expected.REGISTERED, THANKS),
    Piece("sofa", Moment(11, "13:10"), Expected.REGISTERED, SOFA),
    Piece("foi", Moment(11, "15:55"), Expected.PERSON, FOI),
    Piece("councillor", Moment(10, "09:41"), Expected.PERSON, COUNCILLOR),
    Piece("advert", Moment(10, "11:20"), Expected.FILED, ADVERT),
)

"""What each kind of evidence says of a mail's kind, in nats; set by hand from what the words mean. Data alone."""

from __future__ import annotations

from mailroom.rules.vocabulary import Sign
from mailroom.rules.vocabulary_grievance import GRIEVANCE
from mailroom.rules.vocabulary_ombudsman import OMBUDSMAN
from mailroom.rules.vocabulary_tone import TONE
from mailroom.rules.vocabulary_wishes import WISHES

EVIDENCE: tuple[Sign, ...] = (*GRIEVANCE, *WISHES, *TONE, *OMBUDSMAN)

# How much each evidence speaks for each kind, in nats; what is not named speaks neither for nor against.
KIND_WEIGHTS: dict[str, dict[str, float]] = {
    "says_complaint": {"complaint": 2.6, "service_request": -0.8, "compliment": -1.2},
    "says_none": {"complaint": -3.6, "comment": 2.4},
    "tried": {"complaint": 1.8, "service_request": -1.2, "compliment": -1.0, "comment": -0.8},
    "contacted": {"complaint": 1.0, "service_request": -0.4},
    "again": {"complaint": 1.3, "service_request": -0.6, "compliment": -0.8, "comment": -0.6},
    "unanswered": {"complaint": 1.9, "service_request": -1.0, "compliment": -1.2, "comment": -0.8},
    "not_done": {"complaint": 0.9, "compliment": -0.8, "comment": -0.6},
    "promised": {"complaint": 1.0, "service_request": -0.6, "comment": -0.4},
    "waiting": {"complaint": 0.9, "service_request": -0.4, "comment": -0.3},
    "anger": {"complaint": 1.2, "compliment": -1.0, "service_request": -0.2},
    "put_out": {"complaint": 1.4, "comment": -0.3},
    "never_before": {"service_request": 1.2, "complaint": -2.2},
    "wants_no_answer": {"comment": 0.6, "complaint": -1.2},
    "shouting": {"complaint": 0.4},
    "remedy": {"complaint": 1.1, "service_request": -0.4, "compliment": -0.8, "comment": -0.4},
    "conduct": {"complaint": 1.6, "service_request": -1.0, "compliment": -0.8, "comment": -0.6},
    "press": {"other_process": 5.5, "complaint": -1.0},
    "slighted": {"complaint": 1.6, "compliment": -1.2, "service_request": -0.6},
    "wrong": {"complaint": 1.1, "service_request": -0.4, "compliment": -0.6, "comment": -0.3},
    "suffered": {"complaint": 0.8},
    "asks": {"service_request": 2.0},
    "first_time": {"service_request": 1.2, "complaint": -0.2},
    "question": {"service_request": 0.8},
    "praise": {"compliment": 2.8, "complaint": -0.6, "service_request": -0.6},
    "nominates": {"compliment": 2.4, "complaint": -0.8, "service_request": -0.8},
    # A page that will not do what it should, told by whoever asks to have it done.
    "stuck": {"complaint": -1.4, "service_request": 1.2},
    "admires": {"compliment": 1.5, "complaint": -0.4},
    "idea": {"comment": 2.4, "complaint": -0.4, "service_request": -0.3},
    "sarcasm": {"complaint": 2.4, "compliment": -2.6},
    "further": {"escalation": 4.6, "complaint": -1.6},
    "discontent": {"escalation": 2.2, "complaint": -0.4},
    "not_further": {"escalation": -3.2},
    "from_ombudsman": {"ombudsman": 4.5},
    "advertises": {"spam": 3.2, "complaint": -1.6, "compliment": -1.2},
    "phishes": {"spam": 3.2, "complaint": -1.6, "compliment": -2.0},
}
# A kind that nothing speaks for starts here: most mail to a complaints mailbox is a complaint or a request.
PRIOR: dict[str, float] = {
    "complaint": 0.4,
    "service_request": 0.2,
    "comment": -0.4,
    "compliment": -0.2,
    "escalation": -1.5,
    "ombudsman": -1.5,
    "other_process": -1.5,
    "spam": -1.0,
}

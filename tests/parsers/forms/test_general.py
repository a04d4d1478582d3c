"""The general reader: wordings of many councils, and what must not be taken for an answer."""

from __future__ import annotations

import pytest

from parsers.documents.document import Document
from parsers.forms import KEYS, read_consent, read_form, read_form_in, read_learning
from parsers.forms.filled import Filling
from parsers.forms.labels import meaning_of, plain_label

WORDINGS = {
    "name": [
        "Name", "Full name", "Your name *", "1. Your full name", "Title and full name",
        "Name of complainant", "Your whole name", "Complainant's name", "Customer name", "Contact name",
    ],
    "first_name": ["First name(s)", "Forename", "Given names"],
    "last_name": ["Surname", "Last name", "Family name"],
    "email": ["Email", "E-mail address", "Your email address:", "Email (if you have one)"],
    "phone": [
        "Telephone", "Daytime telephone number", "Mobile", "Tel. no.", "Contact number",
        "Phone (day)", "Home phone number", "4.2 Telephone",
    ],
    "postcode": ["Postcode", "Post code:", "Postal code"],
    "address": [
        "Address", "Home address", "Your address and postcode", "Address including postcode", "2. Where you live",
        "Where can we find you?", "Where we may write to you",
    ],
    "address_line": [
        "Address line 1", "House name or number", "House no. / name", "Street", "Town/City", "Post town",
    ],
    "county": ["County"],
    "incident_date": [
        "When did it happen?", "Date of incident", "Date(s)", "When did this happen?",
        "Date it happened", "Date of the problem", "Date and time of incident",
        "Day it happened", "When was the incident?", "On what date did the event occur?",
        "C.5 When and where did it happen?", "The date on which it took place",
    ],
    "date_noticed": ["When did you first become aware of it?", "Date you noticed the problem"],
    "desired_outcome": [
        "What would you like us to do to put things right?", "What would put it right?",
        "What outcome are you looking for?", "Desired outcome", "How can we put this right?",
        "What do you want to happen?", "How would you like us to resolve your complaint?",
        "What do you think we should do to resolve this?", "Remedy sought", "What would make things right?",
        "What would you like to see happen as a result of your complaint?",
        "How do you want us to put things right?", "What action would you like us to take?",
    ],
    "reference_quoted": [
        "Reference", "Our reference, if you have one", "Reference number if known",
        "Previous complaint reference", "Have you complained before? If so, please give the reference number",
        "Case number", "Council tax account number", "PCN number", "CRM no.",
    ],
    "service": [
        "Which service?", "Service", "Service concerned (tick)", "Department", "Service area",
        "Which of our teams was it?", "Which part of the council is this about?", "Council department",
        "Which council service is your complaint about?", "What is your complaint about?",
        "Which department does your complaint relate to?",
    ],
    "details": [
        "What happened?", "5. What happened?", "Details of your complaint", "Your complaint",
        "Please describe what happened", "Tell us what went wrong (or right). Give names.",
        "Please tell us about your complaint", "Description of the problem", "Comments",
        "What has gone wrong?", "Please tell us what went wrong, with the names of staff involved",
        "Why are you dissatisfied with our reply?", "Details",
        "Nature of your concern", "Please give full details of your complaint",
    ],
    "consent": [
        "I agree that you may share this", "Consent", "Declaration",
        "Yes - and their signed permission is attached",
    ],
    "on_behalf_of": [
        "Are you contacting us on behalf of someone else?", "Their name and address",
        "Are you filling this in for somebody else?", "If yes, who?", "Name of that person",
    ],
    "representative": ["Name of representative", "Your relationship to the complainant"],
    "adjustments": [
        "Do you need us to do anything differently for you?", "Reasonable adjustments you need",
        "Help or adjustments you need", "Do you need an interpreter?",
    ],
    "discrimination": ["Does this concern discrimination?"],
    "kind": ["What sort of feedback is this?", "Type of feedback", "This is a"],
    "ignored": [
        "Signed", "Date", "Date signed", "Name (typing it counts as signing)", "Ethnic origin",
        "How shall we reply?", "Preferred method of contact", "Date of birth",
        "Name of the officer you spoke to", "Best way to reach you",
        "How would you like us to contact you?", "When did you first report it?", "Form reference", "Receipt number",
        "Signature of the person complaining", "Signed by or for you", "Date of signing", "UPRN",
        "Find your address", "Please contact me",
    ],
    "office": ["For office use only", "OFFICE USE", "Council use"],
    "title": ["Title", "Title (Mr/Mrs/Ms)"],
    "": ["About you", "Thank you", "Complaints form"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("label", "key"), [(label, key) for key, labels in WORDINGS.items() for label in labels]
)
def test_a_label_means_its_key(label: str, key: str) -> None:
    assert meaning_of(label) == key


def test_a_label_is_compared_without_number_aside_and_case() -> None:
    assert plain_label("Q3) Your Name (in full) *") == "your name"
    assert plain_label("E-mail") == "e-mail"
    assert plain_label("Section 2 – What’s wrong?") == "what's wrong"


def form(*pairs: tuple[str, str], **rest: object) -> Document:
    return Document("docx", "Complaints form", pairs, **rest)  # type: ignore[arg-type]


WHOLE = (
    ("First name", "Ada"),
    ("Surname", "Lovatt"),
    ("Address", "3 Mill Lane\nOtterby, ZZ1 1AA"),
    ("Home phone", "n/a"),
    ("Mobile", "07700 900001 (after six)"),
    ("Email", "Ada.Lovatt@mail.example"),
    ("Email", "yes"),
    ("What happened?", "The lamp is out."),
    ("Anything else? Please give further details", "It is dark."),
    ("What would you like us to do to put things right?", "Mend it"),
    ("A complaint", "yes"),
    ("Date", "1 June 2026"),
)


def test_a_form_gives_what_was_filled_in_under_the_house_s_keys() -> None:
    found = read_form(form(*WHOLE))
    assert found is not None
    assert found.fields == {
        "name": "Ada Lovatt",
        "address": "3 Mill Lane, Otterby",
        "postcode": "ZZ1 1AA",
        "phone": "07700 900001",
        "email": "Ada.Lovatt@mail.example",
        "details": "The lamp is out.\n\nIt is dark.",
        "desired_outcome": "Mend it",
        "kind": "complaint",
    }
    assert set(found.fields) <= set(KEYS)
    assert found.confidence > 0.8


def test_the_other_person_s_name_is_not_the_complainant_s() -> None:
    found = read_form(
        form(
            ("Name", "Ada Lovatt"),
            ("Email", "ada@mail.example"),
            ("Are you complaining for somebody else?", "Yes"),
            ("Name", "Ivy Clay"),
            ("Address", "9 Priory Court"),
            ("What happened?", "The lamp is out."),
            ("Service", "Street lights"),
        )
    )
    assert found is not None
    assert found.fields["name"] == "Ada Lovatt"
    assert "Ivy Clay" in found.fields["on_behalf_of"] or found.fields["on_behalf_of"] == "Yes"
    assert "address" not in found.fields


def test_the_council_s_own_corner_is_not_read() -> None:
    found = read_form(
        form(
            ("For office use only", ""),
            ("Ref", "CF/1"),
            ("Service", "Customer care"),
            ("Name", "Ada"),
            ("Email", "a@b.example"),
            ("What happened?", "The lamp is out."),
            ("Service", "Street lights"),
        )
    )
    assert found is not None
    assert "reference_quoted" not in found.fields
    assert found.fields["service"] == "Street lights"


def test_one_label_may_ask_for_two_things() -> None:
    found = read_form(
        form(
            ("Name and address", "Ada Lovatt, 3 Mill Lane, Otterby"),
            ("Phone or email", "07700 900001, ada@mail.example"),
            ("What happened?", "x"),
            ("Service", "Parks"),
        )
    )
    assert found is not None
    assert found.fields["name"] == "Ada Lovatt"
    assert found.fields["address"] == "3 Mill Lane, Otterby"
    assert found.fields["phone"] == "07700 900001"
    assert found.fields["email"] == "ada@mail.example"


def test_what_a_form_asks_for_beside_a_question_is_no_answer() -> None:
    found = read_form_in(
        "Please note: please fill in the form in capitals\n"
        "1. Your full name\nAda Lovatt\n2. Where you live\n3 Mill Lane\n3. Email\nada@mail.example\n"
        "4. What went wrong? Please give dates\nThe stone was laid flat on 13 September.\nNo letter came.\n"
        "5. What do you want us to do? Please put it back\n"
    )
    assert found is not None
    assert found.fields["details"] == "The stone was laid flat on 13 September.\nNo letter came."
    assert found.fields["desired_outcome"] == "Please put it back"
    assert found.fields["address"] == "3 Mill Lane"


def test_what_ocr_read_is_never_sure() -> None:
    found = read_form(form(*WHOLE, notes=("read by OCR",)))
    assert found is not None
    assert found.confidence <= 0.5


def test_a_blank_form_is_a_form_with_nothing_in_it() -> None:
    found = read_form(form(*((label, "") for label, _ in WHOLE)))
    assert found is not None
    assert found.fields == {}
    assert found.confidence < 0.7


@pytest.mark.parametrize(
    "document",
    [
        Document("image", problem="a picture or scan: it needs a person"),
        Document("docx", "Dear Sir", (("Our ref", "CF/1"), ("Tel", "01632 960001"))),
        Document("docx", "Dear Sir", (("Why was nobody there?", "I waited all day."),)),
        Document("text", ""),
        Document("docx", "Staff award: nomination form", WHOLE),
        Document("docx", "Permission for someone to act for you", WHOLE),
    ],
)
def test_what_is_no_complaint_form(document: Document) -> None:
    assert read_form(document) is None


def test_the_mail_of_a_web_form_is_a_form() -> None:
    found = read_form_in(
        "A form was sent from the website.\n\nName: Ada Lovatt\nEmail: ada@mail.example\n"
        "Service: Waste\nWhat happened?\nMy bin was missed.\n\nTwice.\n\nDesired outcome: Collect it\n"
    )
    assert found is not None
    assert found.fields["details"] == "My bin was missed.\n\nTwice."
    assert found.fields["desired_outcome"] == "Collect it"


@pytest.mark.parametrize(
    "nothing", ["(not given)", "N/A", "none", "--", "Not provided.", "[left blank]", "\u2014"]
)
def test_what_stands_where_nothing_was_answered_is_no_answer(nothing: str) -> None:
    told = {
        "What happened?": "The lamp is out.",
        "Email": "ada@mail.example",
        "Mobile": "07700 900001",
    }
    found = read_form(form(*((label, told.get(label, nothing)) for label, _ in WHOLE)))
    assert found is not None
    assert set(found.fields) == {"email", "phone", "details"}


def test_a_letter_with_a_signature_is_no_form() -> None:
    assert (
        read_form_in("Dear Sir,\nmy bin: missed again.\n\nA. Lovatt\nTel: 01632 960001\n") is None
    )


def test_a_permission_is_given_only_where_it_was_ticked() -> None:
    pairs = (
        ("Name of the person with the complaint", "Ivy Clay"),
        ("Their address and postcode", "9 Priory Court, ZZ1 1AA"),
        ("Name of the person acting for them", "Desmond Clay"),
        ("I agree that the person named above may act for me (tick)", ""),
    )
    blank = read_consent(Document("docx", "Third-party consent", pairs))
    given = read_consent(
        Document("docx", "Third-party consent", (*pairs[:3], (pairs[3][0], "yes")))
    )
    assert blank is not None
    assert "consent" not in blank.fields
    assert given is not None
    assert given.fields == {
        "name": "Ivy Clay",
        "address": "9 Priory Court",
        "postcode": "ZZ1 1AA",
        "representative": "Desmond Clay",
        "consent": "yes",
    }


def test_an_officer_s_learning_form() -> None:
    found = read_learning(
        Document(
            "docx",
            "LEARNING FROM COMPLAINTS FORM",
            (
                ("Complaint reference", "CF/1"),
                ("Outcome (upheld / partly / not upheld)", "Upheld"),
                ("What did we learn?", "Look twice"),
                ("Corrective action", "A list on Mondays"),
            ),
        )
    )
    assert found is not None
    assert found.fields["lessons"] == "Look twice"
    assert found.fields["actions"] == "A list on Mondays"
    assert read_form(Document("docx", "LEARNING FROM COMPLAINTS FORM", WHOLE)) is None


@pytest.mark.parametrize(
    ("label", "value", "email", "phone"),
    [
        (
            "How can we reach you?",
            "ivy@home.example / 07700 900123",
            "ivy@home.example",
            "07700 900123",
        ),
        ("How should we contact you?", "Ivy@home.example", "Ivy@home.example", None),
        ("How would you like us to reply?", "by email please", None, None),
    ],
)
def test_an_address_may_stand_under_how_to_reach_somebody(
    label: str, value: str, email: str | None, phone: str | None
) -> None:
    pairs = (("Name", "Ivy Clay"), (label, value), ("Your complaint", "The bins were missed."))
    filling = Filling()
    for one in pairs:
        filling.take(*one)
    fields = filling.fields()
    assert (fields.get("email"), fields.get("phone")) == (email, phone)

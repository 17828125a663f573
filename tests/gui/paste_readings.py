"""Readings made by hand: what a text proposes, each value with the words that give it."""

from collections.abc import Mapping

from kharkiv_tracker.domain import passage
from kharkiv_tracker.intake.passages.proposal import (
    Finding,
    PassageReading,
    Proposal,
    Subject,
    Unused,
)


def finding(text: str, typed: str, *words: str) -> Finding:
    """What is typed for a field, and the words of the text it is read from."""
    spans = passage.ranges((text.index(word), text.index(word) + len(word)) for word in words)
    return Finding({}, typed, spans)


def proposal(
    text: str, subject: Subject, fields: Mapping[str, tuple[str, ...]], *sentences: str
) -> Proposal:
    """A proposal: typed text and words of each field, and the sentences it was read from."""
    findings = {name: finding(text, *parts) for name, parts in fields.items()}
    quote = passage.ranges((text.index(each), text.index(each) + len(each)) for each in sentences)
    return Proposal(subject, findings, quote=quote)


def unused(text: str, *words: str) -> tuple[Unused, ...]:
    """Numbers that no proposal uses."""
    return tuple(Unused(text.index(word), text.index(word) + len(word), "time") for word in words)


POST_TEXT = (
    "Another night of blasts in Kharkiv.\n\n"
    "A Russian missile hit homes in Kharkiv on Wednesday night, as the president was told.\n\n"
    "The toll is at least seven dead civilians, officials say; 16 others were wounded, among them "
    "an 11-year-old child.\n\n"
    "Some of the victims may have been people with hearing impairments, an adviser thinks.\n\n"
    "Hours after this strike in the Saltivsky district, another missile came down in the "
    "Slobidsky district at dawn on Thursday.\n\n"
    "There 18 people were injured, two of them children, and one person was killed, wrote Oleh "
    "Syniehubov, who heads the Kharkiv military administration.\n\n"
    "The city is 25 miles from the border.\n\n"
    "Last week the Kharkiv Regional Prosecutor’s Office counted more than 1,000 civilians killed "
    "and twice as many wounded. Among the killed are 50 children."
)


def post_reading(text: str, wednesday: str = "17.08.2022", thursday: str = "18.08.2022"):
    """Two incidents and an official total."""
    first = {
        "when": (f"{wednesday} night", "Wednesday night"),
        "where": ("Saltivskyi", "Saltivsky district"),
        "killed": ("7+", "at least seven dead"),
        "injured": ("16 (1+ child)", "16 others", "an 11-year-old child"),
        "weapons": ("missile", "missile"),
        "circumstances": ("people with hearing impairments", "people with hearing impairments"),
    }
    second = {
        "when": (f"{thursday} dawn", "at dawn on Thursday"),
        "where": ("Slobidskyi", "Slobidsky district"),
        "killed": ("1", "one person"),
        "injured": ("18 (2 children)", "18 people", "two of them"),
        "speaker": ("Oleh Syniehubov", "Oleh Syniehubov"),
        "office": ("Kharkiv OVA", "the Kharkiv military administration"),
    }
    total = {
        "area": ("Kharkiv oblast", "Kharkiv Regional Prosecutor"),
        "killed": (">1000 (50 children)", "more than 1,000", "50 children"),
        "injured": ("2x killed", "twice as many"),
        "office": ("Kharkiv Regional Prosecutor’s Office", "Kharkiv Regional Prosecutor’s Office"),
    }
    return PassageReading(
        text,
        (
            proposal(text, Subject.INCIDENT, first, "The toll is at least seven dead civilians, "
                     "officials say; 16 others were wounded, among them an 11-year-old child."),
            proposal(text, Subject.INCIDENT, second, "There 18 people were injured, two of them "
                     "children, and one person was killed"),
            proposal(text, Subject.STATEMENT, total, "more than 1,000 civilians killed and twice "
                     "as many wounded. Among the killed are 50 children."),
        ),
        unused(text, "25"),
    )  # fmt: skip

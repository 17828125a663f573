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


SEED_TEXT = (
    "Hard-hit Kharkiv is rocked by more blasts.\n\n"
    "President Zelensky denounced a Russian missile strike on a residential neighborhood in "
    "Kharkiv on Wednesday night.\n\n"
    "Ukrainian officials said at least seven civilians were killed and another 16 wounded, "
    "including an 11-year-old child.\n\n"
    "Natalia Popova told the news media that the victims might have included people with "
    "hearing impairments.\n\n"
    "Only hours after the strike in the Saltivsky district, another Russian missile struck a "
    "building in the Slobidsky district as dawn broke on Thursday.\n\n"
    "Of that strike on Thursday, “as of now, 18 people have been injured; two of them are "
    "children,” Oleh Syniehubov, the head of the Kharkiv military administration, said in a "
    "statement on Thursday morning. “One person was killed.”\n\n"
    "It has sought to capture Kharkiv, which is 25 miles from the Russian border.\n\n"
    "Last week, the Kharkiv Regional Prosecutor’s Office reported that more than 1,000 "
    "civilians had been killed and twice as many had been wounded. Those killed included 50 "
    "children."
)


def seed_reading(text: str, wednesday: str = "17.08.2022", thursday: str = "18.08.2022"):
    """Two incidents and an official total."""
    first = {
        "when": (f"{wednesday} night", "Wednesday night"),
        "where": ("Saltivskyi", "Saltivsky district"),
        "killed": ("7+", "at least seven"),
        "injured": ("16 (1+ child)", "another 16", "an 11-year-old child"),
        "weapons": ("missile", "missile"),
        "circumstances": ("people with hearing impairments", "people with hearing impairments"),
    }
    second = {
        "when": (f"{thursday} dawn", "as dawn broke on Thursday"),
        "where": ("Slobidskyi", "Slobidsky district"),
        "killed": ("1", "One person"),
        "injured": ("18 (2 children)", "18 people", "two of them"),
        "speaker": ("Oleh Syniehubov", "Oleh Syniehubov"),
        "office": ("Kharkiv OVA", "the head of the Kharkiv military administration"),
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
            proposal(text, Subject.INCIDENT, first, "at least seven civilians were killed and "
                     "another 16 wounded, including an 11-year-old child."),
            proposal(text, Subject.INCIDENT, second, "“as of now, 18 people have been injured; "
                     "two of them are children,”", "“One person was killed.”"),
            proposal(text, Subject.STATEMENT, total, "more than 1,000 civilians had been killed "
                     "and twice as many had been wounded. Those killed included 50 children."),
        ),
        unused(text, "25"),
    )  # fmt: skip

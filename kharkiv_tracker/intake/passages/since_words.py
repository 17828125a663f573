"""Since when an official total runs, by the words of its sentence."""

from __future__ import annotations

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context, Question
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.sentence_text import Sentence

_LONGEST = 10
#: What a total runs since that has no day in it.
_INVASION = "2022-02-24"


def since(plain: str, sentence: Sentence, context: Context) -> tuple[str, int, int] | None:
    """The day, and the tokens that say it; None where it is left open."""
    tokens = sentence.tokens
    start = phrases("passage_since").any(tokens)
    if start is None:
        return None
    for begin in (start, start + 1):
        for end in range(min(len(tokens), start + _LONGEST), begin, -1):
            text = plain[tokens[begin].start : tokens[end - 1].end].replace("\n", " ")
            try:
                outcome = field_reader.read("since", text, context)
            except Refused:
                continue
            reading = outcome.candidates[0] if isinstance(outcome, Question) else outcome
            if day := reading.part.get("since"):
                return str(day), begin, end
    known = phrases("passage_since_days")
    for at in range(max(0, start - 3), min(len(tokens), start + _LONGEST)):
        if match := known.at(tokens, at):
            meaning, length = match
            year = f"{context.reckoned_from.year}-01-01"
            return (_INVASION if meaning == "invasion" else year), min(start, at), at + length
    return None

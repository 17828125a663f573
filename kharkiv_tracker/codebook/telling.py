"""The fields that say who told of it, when, and where it was read."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.i18n import N_

#: By field; in English, marked for translation.
WORDINGS: Mapping[str, Wording] = {
    "as_of": Wording(
        N_("As of"),
        N_(
            "The time the numbers speak of. A day is the whole day; early and late are "
            "its halves; an hour is a moment."
        ),
        N_("the time of publication, where the report names another: “as of 9:00” is 9:00."),
        (
            N_("18.08 09:00"),
            N_("18.08 early: “in the morning”"),
        ),
    ),
    "published": Wording(
        N_("Published"),
        N_("When it was made public, if that is known. From then on it counts for what was known."),
        N_("when you read it."),
        (N_("18.08 09:20"),),
    ),
    "speaker": Wording(
        N_("Speaker"),
        N_("The person who is quoted."),
        N_("the journalist who quotes, and an office: it has a field of its own."),
        (N_("Oleh Syniehubov"),),
    ),
    "office": Wording(
        N_("Office"),
        N_("The body for which the speaker speaks. It decides who is independent of whom."),
        N_("the outlet: that is the source."),
        (
            N_("Kharkiv OVA"),
            N_("five outlets that quote the OVA are one voice"),
        ),
    ),
    "source": Wording(
        N_("Source"),
        N_("Where you read or heard it: the channel, outlet, page or person."),
        N_("whom it quotes: that is the speaker."),
        (
            N_("OVA Telegram"),
            N_(
                "Suspilne, quoting the prosecutor: source Suspilne, office Regional "
                "Prosecutor's Office"
            ),
        ),
    ),
    "source_kind": Wording(
        N_("Source kind"),
        N_(
            "What sort of outlet or office the source is, by what it is and not by what it reports."
        ),
        N_("the kind of the speaker: media that quote the police are media."),
        (N_("the mayor's own channel: mayor or council"),),
    ),
    "quote": Wording(
        N_("Quote"),
        N_("The sentences that give the numbers, word for word, in their own language."),
        N_("your translation, and the names of people harmed where they need not be known."),
        (N_("“As of 9 a.m., seven people were killed and sixteen injured.”"),),
    ),
    "link": Wording(
        N_("Link"),
        N_("The address of the very post or page."),
        N_("a front page or a search, which will show something else tomorrow."),
        (N_("https://t.me/channel/4025"),),
    ),
    "archive": Wording(
        N_("Archive link"),
        N_("The address of an archived copy, made while the original was still there."),
        N_("the original once more."),
        (N_("https://web.archive.org/web/2022…/https://t.me/…"),),
    ),
    "language": Wording(
        N_("Language"),
        N_("The language of the quote, by its two letters."),
        N_("the language in which the source usually writes, if this was another."),
        (N_("uk, en, ru"),),
    ),
    "confidential": Wording(
        N_("Confidential source"),
        N_(
            "Tick it where naming the source or the speaker could harm somebody. The "
            "numbers count; the names stay out of every page and chart."
        ),
        N_("a public post, only because it is sensitive."),
        (N_("a doctor who spoke without leave"),),
    ),
}

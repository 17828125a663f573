"""Someone harmed, where a name or an age is known: the surest guard against counting twice."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from kharkiv_tracker.domain.age import Age
from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, NP_, _


class Sex(Word):
    """As it was reported."""

    FEMALE = "female", NP_("sex", "female")
    MALE = "male", NP_("sex", "male")


class Status(Word):
    """What happened to a person."""

    KILLED = "killed", NP_("person status", "killed")
    INJURED = "injured", NP_("person status", "injured")
    DIED_LATER = "injured, died later", NP_("person status", "died in hospital")
    MISSING = "missing", NP_("person status", "missing")
    RESCUED = "rescued", NP_("person status", "found")


class Civilian(Word):
    """Whether a person took part in the fighting; only civilians are counted."""

    CIVILIAN = "civilian", NP_("civilian", "civilian")
    COMBATANT = "combatant", NP_("civilian", "combatant")
    UNKNOWN = "unknown", NP_("civilian", "unknown")


class Occupation(Word):
    """An occupation that is protected in war."""

    MEDIC = "medic", NP_("occupation", "medic")
    RESCUER = "rescuer", NP_("occupation", "rescuer")
    JOURNALIST = "journalist", NP_("occupation", "journalist")
    TEACHER = "teacher", NP_("occupation", "teacher")
    AID_WORKER = "aid worker", NP_("occupation", "aid worker")


class Visibility(Word):
    """What of a person may be published on the open page."""

    FULL = "full", NP_("visibility", "full name")
    SHORT = "short", NP_("visibility", "first name and initial")
    AGE_AND_SEX = "age and sex", NP_("visibility", "age and sex only")
    NONE = "none", NP_("visibility", "nothing")


@dataclass(frozen=True, slots=True)
class Person:
    """One person of an incident. The name is confidential unless `shown_as` allows it.

    `name` is the one that is read; the others are as sources in these languages spell it.
    `report` is the id of the report that names the person, `same_as` that of the person this is
    another record of, in any incident; both "" where there is none. `document` is the code of the
    document that names the person, `words` are ranges of code points of its text.
    """

    name: str = declared(
        Kind.LINE,
        NP_("field", "Name of the person"),
        help=Help(
            N_(
                "The name as the source gives it. It stays in the case file and is shown on "
                "no page, table or chart unless “What may be published” allows it."
            ),
            N_("a guess from a picture, or a relative's name."),
            (N_("leave it blank for “a woman of 64”: age and sex are enough"),),
        ),
    )
    name_uk: str = declared(
        Kind.LINE,
        NP_("field", "Name in Ukrainian"),
        help=Help(
            N_("The name as a Ukrainian-language source spells it. Leave blank if there is none."),
            N_("a transliteration of your own."),
            (N_("leave it blank if only one spelling is known"),),
        ),
    )
    name_ru: str = declared(
        Kind.LINE,
        NP_("field", "Name in Russian"),
        help=Help(
            N_("The name as a Russian-language source spells it. Leave blank if there is none."),
            N_("a transliteration of your own."),
            (N_("leave it blank if only one spelling is known"),),
        ),
    )
    name_en: str = declared(
        Kind.LINE,
        NP_("field", "Name in English"),
        help=Help(
            N_("The name as an English-language source spells it. Leave blank if there is none."),
            N_("a transliteration of your own."),
            (N_("leave it blank if only one spelling is known"),),
        ),
    )
    visibility: Visibility | None = declared(
        Kind.WORD,
        NP_("field", "What may be published"),
        default=None,
        of=Visibility,
        help=Help(
            N_(
                "What the open page may show of this person: the full name, first name and "
                "initial, age and sex only, or nothing. Blank means age and sex only."
            ),
            N_("a full name that only circulates on social media."),
            (N_("full name: the prosecutor's notice names her"),),
        ),
    )
    visibility_reason: str = declared(
        Kind.LINE,
        NP_("field", "Why it may be published"),
        help=Help(
            N_("Why the name may be published, or why nothing may."),
            "",
            (N_("the family agreed"), N_("an office has published the name")),
        ),
    )
    cleared_by: str = declared(
        Kind.LINE,
        NP_("field", "Cleared by"),
        help=Help(N_("Who decided what may be published."), "", (N_("O. Koval"),)),
    )
    cleared: bool = declared(
        Kind.TICK, NP_("field", "Name may be published"), default=False, automatic=True
    )
    """Of older case files: what is now a visibility of the full name."""
    age: Age = declared(
        Kind.AGE,
        NP_("field", "Age"),
        default=Age(),
        help=Help(
            N_(
                "The age at the time of the strike: years, written like a count; months; or "
                "child, adult, elder."
            ),
            N_("an exact age calculated from the birth year alone."),
            (
                N_("34"),
                N_("8 months"),
                N_("born in 1988: 33-34, if the strike was in 2022"),
            ),
        ),
    )
    sex: Sex | None = declared(
        Kind.WORD,
        NP_("field", "Sex"),
        default=None,
        of=Sex,
        help=Help(
            N_("As reported. Leave blank if not reported."),
            N_("a guess from the name."),
            (N_("“a 70-year-old resident”: blank"),),
        ),
    )
    status: Status | None = declared(
        Kind.WORD,
        NP_("field", "What happened to them"),
        default=None,
        of=Status,
        help=Help(
            N_("Killed, injured, died in hospital, missing, or found."),
            N_("killed, if the person died in hospital later. The report moves the number."),
            (N_("died on the third day: died in hospital"),),
        ),
    )
    status_on: date | None = declared(
        Kind.DAY,
        NP_("field", "Since which day"),
        default=None,
        help=Help(
            N_("The day of death, of the injury, or on which the person was found."),
            N_("the day of the report."),
            (N_("19.08.2022"),),
        ),
    )
    civilian: Civilian = declared(
        Kind.WORD,
        NP_("field", "Civilian"),
        default=Civilian.CIVILIAN,
        of=Civilian,
        help=Help(
            N_("Whether the person is a civilian. Only civilians are counted in totals."),
            N_(
                "police, medics, rescuers and officials as combatants: they are civilians, unless "
                "the source says that they fought."
            ),
            (N_("a soldier on leave: combatant"),),
        ),
    )
    occupation: Occupation | None = declared(
        Kind.WORD,
        NP_("field", "Protected occupation"),
        default=None,
        of=Occupation,
        help=Help(
            N_("Medic, rescuer, journalist, teacher or aid worker, if a source says so."),
            N_("any other occupation: put it in the notes."),
            (N_("“a paramedic of the ambulance crew”: medic"),),
        ),
    )
    family: str = declared(
        Kind.LINE,
        NP_("field", "Family or group"),
        help=Help(
            N_("The same words for all who belong together. Confidential, like a name."),
            N_("a household of which only one person was harmed."),
            (N_("Bondar family, flat on the third floor"),),
        ),
    )
    document: str = declared(
        Kind.RECORD,
        NP_("field", "Named in document"),
        of="document",
        help=Help(
            N_("The code of the document that names the person."),
            N_("a document that only gives the total."),
            (N_("DOC-2022-08-18-01"),),
        ),
    )
    words: Ranges = declared(
        Kind.RANGES,
        NP_("field", "Words in the document"),
        default=(),
        help=Help(
            N_("Which characters of the document's text name the person, counted from 0."),
            "",
            (N_("120-131"),),
        ),
    )
    report: str = declared(
        Kind.RECORD,
        NP_("field", "Named in report"),
        of="report",
        help=Help(
            N_("The number of the report that names the person."),
            N_("a report that only gives the total."),
            (N_("3"),),
        ),
    )
    same_as: str = declared(
        Kind.RECORD,
        NP_("field", "Same person as"),
        of="person",
        help=Help(
            N_(
                "Another record of this person. In one incident both count as one; in two "
                "incidents the review queue says so."
            ),
            N_("a relative of the same name."),
            (N_("P2"),),
        ),
    )
    notes: str = declared(
        Kind.TEXT,
        NP_("field", "Notes"),
        help=Help(
            N_("Details that identify this person: occupation, street, relatives."),
            N_("unnecessary medical details."),
            (N_("tram driver; sister of P2"),),
        ),
    )
    uid: str = ""
    number: int = declared(Kind.NUMBER, NP_("field", "Number"), default=0, automatic=True)
    withdrawn: bool = declared(Kind.TICK, NP_("field", "Withdrawn"), default=False, automatic=True)

    @property
    def shown_as(self) -> Visibility:
        """What of the person the open page may show."""
        if self.visibility is not None:
            return self.visibility
        return Visibility.FULL if self.cleared else Visibility.AGE_AND_SEX

    def as_published(self) -> Person:
        """The person with what an older version cleared as a visibility."""
        return replace(self, visibility=self.shown_as, cleared=False) if self.cleared else self

    @property
    def is_named(self) -> bool:
        """Whether the full name may be published."""
        return self.shown_as is Visibility.FULL

    @property
    def counts_as(self) -> str:
        """The quantity the person is counted in; "" if it is not known what happened."""
        if self.status is Status.DIED_LATER:
            return Status.KILLED.value
        return self.status.value if self.status else ""

    @property
    def is_counted(self) -> bool:
        """Whether the person is one of those a figure counts: a civilian, and not withdrawn."""
        return self.civilian is Civilian.CIVILIAN and not self.withdrawn

    @property
    def class_of_people(self) -> str:
        """The class of the counts the person is in, `girls`; "" where the age is not known."""
        is_child = self.age.is_child
        if is_child is None:
            return ""
        if self.sex is None:
            return "child" if is_child else "adult"
        return _CLASSES[is_child, self.sex]

    def check(self) -> None:
        """Raise Refused for a person of whom nothing is known, or of an impossible age."""
        if not (self.name.strip() or not self.age.is_unknown or self.sex or self.notes.strip()):
            raise Refused(_("Enter a name, an age, a sex or a note for the person."))
        if (self.age.low or 0) > 130:
            raise Refused(_("Check the age; enter it in years."), path="age")


#: The fields that hold a name of the person.
NAMES = ("name", "name_uk", "name_ru", "name_en")
#: The fields that no figure rests on, and no approval is about.
UNCOUNTED = frozenset(field.name for field in fields(Person)) - {
    *("age", "sex", "status", "civilian", "report", "same_as", "withdrawn")
}
#: The replacement of a purged name.
PURGED = "[purged]"
_CLASSES = {
    (True, Sex.MALE): "boys",
    (True, Sex.FEMALE): "girls",
    (False, Sex.MALE): "men",
    (False, Sex.FEMALE): "women",
}

"""How a project works, in its own words: printed at the end of every summary."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.i18n import N_, NP_


@dataclass(frozen=True, slots=True)
class Method:
    """The method page of a case in one language; "" for a part that is not written."""

    who: str = declared(
        Kind.TEXT,
        NP_("field", "Who we are"),
        help=Help(
            N_("Who keeps this record, and how to reach you with a correction."),
            N_("names of people who must not be known to work on it."),
            (N_("Archive of the city; corrections to corrections@example.org"),),
        ),
    )
    counted: str = declared(
        Kind.TEXT,
        NP_("field", "What is counted"),
        help=Help(
            N_("Area and period, civilians, injured and acute stress; and what is not counted."),
            "",
            (N_("civilians killed or injured in Kharkiv city since 24 February 2022"),),
        ),
    )
    sources: str = declared(
        Kind.TEXT,
        NP_("field", "Sources used"),
        help=Help(
            N_("Which sources you read, and which you do not use and why."),
            "",
            (N_("official channels and local media; no anonymous channels"),),
        ),
    )
    judged: str = declared(
        Kind.TEXT,
        NP_("field", "How reports are judged"),
        help=Help(
            N_("How you decide which report to believe, and how grades are given."),
            "",
            (N_("two independent sources for Confirmed"),),
        ),
    )
    checked: str = declared(
        Kind.TEXT,
        NP_("field", "Who checks"),
        help=Help(N_("Who reads a record before it is approved."), "", (N_("a second analyst"),)),
    )
    licence: str = declared(
        Kind.LINE,
        NP_("field", "Licence"),
        help=Help(N_("Under which licence others may use the data."), "", (N_("CC BY 4.0"),)),
    )
    changes: str = declared(
        Kind.TEXT,
        NP_("field", "Changes of method"),
        help=Help(
            N_("What changed in how you work, each with its date."),
            "",
            (N_("1 June 2023: acute stress is no longer counted as injured"),),
        ),
    )

"""The words for what a summary can be: templates, and for whom it is."""

from __future__ import annotations

from kharkiv_tracker import labels
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary.summary_request import Template


def template(kind: Template) -> str:
    """The name of the template."""
    return {
        Template.PERIOD: _("Summary of a period"),
        Template.INCIDENT: _("One incident"),
        Template.CHANGES: _("What changed"),
    }[kind]


def profile(which: Profile) -> str:
    """The name of the version."""
    return labels.word(which)


def about(which: Profile) -> str:
    """What the version names and leaves out, in a sentence."""
    return {
        Profile.RESTRICTED: _(
            "Without names of persons, links, quotes, exact points or internal notes; sources are "
            "given by kind."
        ),
        Profile.OPEN: _(
            "Names sources that are not confidential, with their links, and persons as far as "
            "their names may be published; without exact points or internal notes."
        ),
        Profile.INTERNAL: _(
            "Not for publication: contains the names of persons and sources, including "
            "confidential ones, and exact points."
        ),
    }[which]

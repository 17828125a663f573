"""The words for what a summary can be: templates, and for whom it is."""

from __future__ import annotations

from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary.summary_request import Redaction, Template


def template(kind: Template) -> str:
    """The name of the template."""
    return {
        Template.PERIOD: _("Summary of a period"),
        Template.INCIDENT: _("One incident"),
        Template.CHANGES: _("What changed"),
    }[kind]


def redaction(which: Redaction) -> str:
    """The name of the version."""
    return {
        Redaction.PUBLIC: _("public version"),
        Redaction.INTERNAL: _("internal version"),
    }[which]


def about(which: Redaction) -> str:
    """What the version leaves out, in a sentence."""
    return {
        Redaction.PUBLIC: _(
            "Without names of persons, map points or internal notes; sources are given by kind."
        ),
        Redaction.INTERNAL: _(
            "Not for publication: contains the names of persons and sources, including "
            "confidential ones, and exact points."
        ),
    }[which]

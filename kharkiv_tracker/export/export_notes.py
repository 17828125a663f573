"""What has to be known of a file of tables: of what it is and when, what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kharkiv_tracker import __version__, labels
from kharkiv_tracker.charts import chart_notes, chart_profile
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import totals
from kharkiv_tracker.summary import page_frame, prose, template_labels, withheld_count


def lines(records: PublishedRecords, rows: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each note with what it is about, once all incidents were read; `rows` are those of tables."""
    frame, selection = records.frame, records.selection
    profile = records.request.profile
    yield _("Title"), page_frame.named(frame)
    yield _("Selection"), page_frame.selected(frame)
    if frame.is_sample:
        yield _("Warning"), page_frame.sample_note()
    if drafts := records.extent.unapproved:
        yield _("Warning"), page_frame.draft_note(drafts, records.extent.incidents)
    clock = records.request.view.as_known_on
    toll = totals.summed(records.case, selection, clock).toll
    for quantity in COUNTED:
        yield labels.heading(quantity), labels.figure_with_unknown(toll[quantity])
    left_out = totals.left_out(records.case, selection, clock)
    yield _("Left out"), chart_notes.left_out(left_out, selection)
    version = [
        template_labels.about(profile),
        *records.withheld.sentences(),
        *withheld_count.looked_through(frame),
    ]
    yield template_labels.profile(profile).capitalize(), " ".join(version)
    if not profile.is_internal:
        yield _("Points"), chart_profile.points_note()
    if profile is Profile.RESTRICTED:
        yield _("Persons"), _("Persons and documents are not listed in this version.")
    yield _("What is counted"), prose.inclusion()
    yield _("Counting rule"), prose.rule(frame)
    yield _("Limits"), prose.limits()
    yield _("Empty cells"), _("An empty cell means that the value is unknown or open, never 0.")
    for name, number in rows.items():
        yield _("Rows"), f"{name}: {number}"
    yield _("Cite as"), page_frame.citation(frame)
    yield _("Made with"), f"Kharkiv Tracker {__version__}"
    yield _("Revision"), str(frame.revisions)
    yield _("Fingerprint"), frame.fingerprint

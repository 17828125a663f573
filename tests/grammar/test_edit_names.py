"""Whatever an edit wrote, it has a name to be undone by: every kind, field by field."""

from dataclasses import replace

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.edit_step import EditStep
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.labels import edit_text
from kharkiv_tracker.store import edit_steps, history
from kharkiv_tracker.store.case_file import CaseFile


def names(*revisions: Revision) -> str:
    step = EditStep("", "", "", revisions, {r.kind: 1 for r in revisions})
    return f"{edit_text.what(step)}: {edit_text.value(step, gazetteer.load())}"


def test_desk_02_every_edit_has_a_name_in_both_languages(case: CaseFile) -> None:
    revisions = history.revisions(case)
    for language in ("en", "uk"):
        with speaking(language):
            for edit in dict.fromkeys(revision.edit for revision in revisions):
                assert edit_text.what(edit_steps.of(case, edit))
            for revision in revisions:
                for name, (before, after) in revision.changes.items():
                    # As a correction, and of a newer version that has other fields and values.
                    for changes in ({name: (after, before)}, {"siren": (before, [after])}):
                        assert names(replace(revision, changes=changes))
                assert names(replace(revision, changes={}))
    assert names(replace(revisions[-1], kind="weather", changes={"siren": (None, 1)}))
    assert names() == "change of the case file: "


def test_desk_02_an_office_keeps_its_letters(case: CaseFile) -> None:
    offices = [revision for revision in history.revisions(case) if revision.kind == "office"]
    assert offices
    assert names(offices[0]).startswith(f"new {offices[0].record}")


def test_desk_03_an_approval_of_what_changed_is_called_an_approval(case: CaseFile) -> None:
    revision = next(r for r in history.revisions(case) if r.kind == "incident")
    again = replace(revision, changes={"approved_changes": (0, 2), "state": ("Ready", "Approved")})
    renewed = replace(revision, changes={"approved_changes": (2, 3)})
    for approved in (again, renewed):
        assert names(approved).startswith("approval of KHT-")
    fallen = replace(revision, changes={"state": ("Approved", "Ready")})
    assert not names(fallen).startswith("approval")

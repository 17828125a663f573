"""What a large case is read by: indexes for every order, sums and texts kept beside the rows."""

from __future__ import annotations

from sqlite_utils import Database

from kharkiv_tracker.store import search_index

#: What the table of incidents is sorted by (`incident_orders`), all of it in one index that also
#: has what most selections ask for. The newest first has one of its own, being what is shown first.
_ORDERS = """
ALTER TABLE incidents ADD COLUMN by_killed INTEGER;
ALTER TABLE incidents ADD COLUMN by_injured INTEGER;
ALTER TABLE incidents ADD COLUMN by_stress INTEGER;
ALTER TABLE incidents ADD COLUMN by_affected INTEGER;
ALTER TABLE incidents ADD COLUMN by_missing INTEGER;
ALTER TABLE incidents ADD COLUMN by_killed_children INTEGER;
ALTER TABLE incidents ADD COLUMN by_weapon TEXT;
ALTER TABLE incidents ADD COLUMN by_reports INTEGER;
ALTER TABLE incidents ADD COLUMN by_report INTEGER;
ALTER TABLE incidents ADD COLUMN by_change INTEGER;
CREATE INDEX incidents_newest ON incidents (sort_at IS NULL, sort_at DESC, code, state);
CREATE INDEX incidents_ordered ON incidents (sort_at IS NULL, sort_at, code, state, by_killed,
  by_injured, by_stress, by_affected, by_missing, by_killed_children, by_reports, by_change,
  by_report, grade, district, date, by_weapon, place);
CREATE INDEX incidents_withdrawn ON incidents (date, district, merged_into)
  WHERE state = 'Withdrawn';
CREATE INDEX incidents_discounted ON incidents (date, district, state) WHERE grade = 'Discounted';
"""
#: By what a record is called.
_CODES = "CREATE INDEX codes_record ON codes (record);\n"
#: What is searched.
_SEARCH = search_index.SCRIPT
#: Sums kept by the edit.
#: Those of a day hold what adds up one by one, also of parts; those of a date are of all districts.
_SUMS = """
ALTER TABLE day_sums ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
CREATE TABLE date_sums (
  date TEXT NOT NULL, quantity TEXT NOT NULL, incidents INTEGER NOT NULL,
  low INTEGER, best INTEGER, high INTEGER, unknown INTEGER NOT NULL, about INTEGER NOT NULL,
  open INTEGER NOT NULL, PRIMARY KEY (date, quantity)) STRICT, WITHOUT ROWID;
"""
#: The revisions without a child: they are asked for whenever a file is looked at.
_HEADS = """
CREATE TABLE heads (revision TEXT PRIMARY KEY REFERENCES revisions (id)) STRICT, WITHOUT ROWID;
CREATE TRIGGER heads_revision AFTER INSERT ON revisions
  WHEN NOT EXISTS (SELECT 1 FROM revision_parents WHERE parent = NEW.id)
  BEGIN INSERT INTO heads VALUES (NEW.id); END;
CREATE TRIGGER heads_parent AFTER INSERT ON revision_parents
  BEGIN DELETE FROM heads WHERE revision = NEW.parent; END;
INSERT INTO heads SELECT id FROM revisions WHERE id NOT IN (SELECT parent FROM revision_parents);
"""

#: A revision is looked for by its id, then by its number. With both in one condition SQLite reads
#: all of them each time where its statistics are of a case that was nearly empty.
_HISTORY = """
DROP TRIGGER revisions_no_replace;
CREATE TRIGGER revisions_no_replace BEFORE INSERT ON revisions
  WHEN EXISTS (SELECT 1 FROM revisions WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM revisions WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'revisions are kept as they are'); END;
"""

SCRIPTS = (_ORDERS, _CODES, _SEARCH, _SUMS, _HEADS, _HISTORY)


def fill(db: Database) -> None:
    """Derive what these tables hold of the records that are there."""
    search_index.rebuild(db)

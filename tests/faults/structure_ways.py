"""Ways to tamper with the structure of a case by SQL, for one who has file and passphrase.

Each is a script of statements. Triggers are taken away before and put back after, as the file had
them; a way that speaks of triggers itself begins with KEEP.
"""

# ruff: noqa: S608 - nobody else's words are in it

from __future__ import annotations

KEEP = "-- keep the triggers"
Way = tuple[str, ...]

_BOMB = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e15) "
    "SELECT {columns} FROM n"
)
_LOOSE = "UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')') WHERE name = '{table}'"


def _view(table: str, columns: str) -> Way:
    """A view that shows other values in place of a table."""
    return (
        f"ALTER TABLE {table} RENAME TO real_{table}",
        f"CREATE VIEW {table} AS SELECT {columns} FROM real_{table}",
    )


VIEWS: dict[str, Way] = {
    "a view doubles the figures": _view(
        "figure_steps",
        "incident, quantity, known_from, known_to, low * 2 AS low, best * 2 AS best, "
        "high * 2 AS high, about, because",
    ),
    "a view doubles the sums of days": _view(
        "day_sums",
        "date, district, quantity, incidents, low * 2 AS low, best * 2 AS best, "
        "high * 2 AS high, unknown, about",
    ),
    "a view hides incidents": (
        *_view("incidents", "*"),
        "DROP VIEW incidents",
        "CREATE VIEW incidents AS SELECT * FROM real_incidents WHERE id > 3",
    ),
    "a view changes counts": _view("report_counts", "record, quantity, '99' AS typed"),
    "a view sets the rule": _view(
        "cases", "id, uid, title, 'range of all speakers' AS rule, sample, second_name, quiet_days"
    ),
    "a view hides revisions": (
        *_view("revisions", "*"),
        "DROP VIEW revisions",
        "CREATE VIEW revisions AS SELECT * FROM real_revisions WHERE author <> 'second'",
    ),
    "an endless view in place of the sums": (
        "DROP TABLE day_sums",
        "CREATE VIEW day_sums AS "
        + _BOMB.format(columns="'' AS date, '' AS district, 'killed' AS quantity, i AS incidents, "
                               "i AS low, i AS best, i AS high, 0 AS unknown, 0 AS about"),
    ),
    "an endless view in place of the case": (
        "ALTER TABLE cases RENAME TO real_cases",
        "CREATE VIEW cases AS " + _BOMB.format(
            columns="count(*) AS uid, '' AS title, 'latest' AS rule, 0 AS sample, "
                    "0 AS second_name, 30 AS quiet_days"),
    ),
    "an endless view beside": ("CREATE VIEW more AS " + _BOMB.format(columns="count(*)"),),
}  # fmt: skip

STRUCTURE: dict[str, Way] = {
    "a trigger doubles what is saved": (
        "CREATE TRIGGER more AFTER INSERT ON report_counts BEGIN "
        "UPDATE report_counts SET typed = '99' WHERE record = NEW.record; END",
    ),
    "a trigger swallows what is saved": (
        "CREATE TRIGGER less BEFORE INSERT ON payloads BEGIN SELECT RAISE(IGNORE); END",
    ),
    "a trigger is gone": (KEEP, "DROP TRIGGER payloads_no_delete"),
    "a trigger never fires": (
        KEEP,
        "DROP TRIGGER revisions_no_update",
        "CREATE TRIGGER revisions_no_update BEFORE UPDATE ON revisions WHEN 0 BEGIN "
        "SELECT RAISE(ABORT, 'revisions are kept as they are'); END",
    ),
    "an index more": ("CREATE INDEX more ON figure_steps (best)",),
    "an index of an expression": ("CREATE INDEX more ON figure_steps (best * 2, abs(low))",),
    "a unique index that refuses saves": ("CREATE UNIQUE INDEX once ON payloads (salt)",),
    "an index is gone": ("DROP INDEX incidents_day",),
    "an index is renamed": (
        "DROP INDEX incidents_day", "CREATE INDEX incidents_night ON incidents (date, district)"
    ),
    "an index over other columns": (
        "DROP INDEX incidents_day", "CREATE INDEX incidents_day ON incidents (district)"
    ),
    "a partial index over less": (
        "DROP INDEX figures_today",
        "CREATE INDEX figures_today ON figure_steps (incident, quantity, low, best, high, about) "
        "WHERE known_to IS NULL AND best < 5",
    ),
    "a column more": ("ALTER TABLE incidents ADD COLUMN more TEXT",),
    "a column is gone": ("ALTER TABLE persons DROP COLUMN notes",),
    "a column is renamed": ("ALTER TABLE figure_steps RENAME COLUMN best TO worst",),
    "a column is computed": (
        "ALTER TABLE day_sums RENAME TO real_day_sums",
        "CREATE TABLE day_sums (date TEXT NOT NULL, district TEXT NOT NULL, quantity TEXT NOT NULL,"
        " incidents INTEGER NOT NULL, low INTEGER, high INTEGER, unknown INTEGER NOT NULL, "
        "about INTEGER NOT NULL, best INTEGER AS (low * 2))",
        "INSERT INTO day_sums (date, district, quantity, incidents, low, high, unknown, about) "
        "SELECT date, district, quantity, incidents, low, high, unknown, about FROM real_day_sums",
        "DROP TABLE real_day_sums",
    ),
    "a default is changed": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'DEFAULT 30', 'DEFAULT 3') "
        "WHERE name = 'cases'",
    ),
    "a check refuses saves": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'about INTEGER NOT NULL', "
        "'about INTEGER NOT NULL CHECK (about < 0)') WHERE name = 'figure_steps'",
    ),
    "a table is no longer strict": (
        "PRAGMA writable_schema = ON", _LOOSE.format(table="reports")
    ),
    "a table with a name of quotes": ('CREATE TABLE "x""; DROP TABLE \'incidents\'; --" (a)',),
    "a searchable table beside": ("CREATE VIRTUAL TABLE more USING fts5 (words)",),
    "a table is gone": ("DROP TABLE findings",),
    "the schema is nonsense": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE links (' WHERE name = 'links'",
    ),
    "two tables share a page": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master "
        "WHERE name = 'findings') WHERE name = 'day_sums'",
    ),
    "a newer migration": (
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('kharkiv_tracker', 'from_the_future', '2030')",
    ),
    "a newer migration and a doubling view": (
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('kharkiv_tracker', 'from_the_future', '2030')",
        *VIEWS["a view doubles the figures"],
    ),
    "a newer migration and wrong sums": (
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('kharkiv_tracker', 'from_the_future', '2030')",
        "UPDATE day_sums SET best = best + 5, high = high + 5",
    ),
    "a migration is missing": (
        "DELETE FROM _sqlite_migrations WHERE name = 'nothing_disappears'",
    ),
    "all migrations are missing": ("DELETE FROM _sqlite_migrations",),
    "migrations of another program": (
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('other', 'first_tables', '2030')",
    ),
    "the table of migrations is gone": ("DROP TABLE _sqlite_migrations",),
    "statistics are nonsense": (
        "UPDATE sqlite_stat1 SET stat = '1 99999999999999 -4 x'",
        "INSERT INTO sqlite_stat1 VALUES ('no_such', 'no_such', 'x')",
    ),
    "a sequence": (
        "CREATE TABLE more (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "INSERT INTO more VALUES (9223372036854775807)",
        "DROP TABLE more",
    ),
    "user_version 1": ("PRAGMA user_version = 1",),
    "user_version 999": ("PRAGMA user_version = 999",),
    "another application_id": ("PRAGMA application_id = 1",),
    "journal mode delete": ("PRAGMA journal_mode = DELETE",),
    "smaller pages": ("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 1024", "VACUUM"),
}  # fmt: skip

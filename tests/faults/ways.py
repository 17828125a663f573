"""Ways to tamper with a case by SQL, for one who has the file and its passphrase.

Each is a script of statements. Triggers are taken away before and put back after, as the file had
them; a way that speaks of triggers itself begins with KEEP. OPEN_AGAIN closes the file and opens it
again, so that changed declarations are read.
"""

from __future__ import annotations

KEEP, OPEN_AGAIN = "-- keep the triggers", "-- open again"

Way = tuple[str, ...]

_FIRST = "(SELECT min(id) FROM incidents)"
_BOMB = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e15) "
    "SELECT {columns} FROM n"
)
_LOOSE = "UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')') WHERE name = '{table}'"
_STRICT = (
    "UPDATE sqlite_master SET sql = sql || ' STRICT' WHERE name = '{table}' "
    "AND sql NOT LIKE '%STRICT%'"
)
_LARGE = "replace(hex(zeroblob(5000000)), '00', 'так ')"
_A, _B = ("(SELECT id FROM revisions WHERE seq = " + number + ")" for number in ("40", "41"))


def _view(table: str, columns: str) -> Way:
    """A view that shows other values in place of a table."""
    return (
        f"ALTER TABLE {table} RENAME TO real_{table}",
        f"CREATE VIEW {table} AS SELECT {columns} FROM real_{table}",
    )


def _untyped(table: str, statement: str, without_rowid: bool = False) -> Way:
    """Values of another type in a table whose declaration stays what it was."""
    if without_rowid:
        loose = (
            f"UPDATE sqlite_master SET sql = replace(sql, 'STRICT, ', '') WHERE name = '{table}'"
        )
        strict = (
            "UPDATE sqlite_master SET sql = replace(sql, 'WITHOUT ROWID', 'STRICT, WITHOUT ROWID') "
            f"WHERE name = '{table}'"
        )
    else:
        loose, strict = _LOOSE.format(table=table), _STRICT.format(table=table)
    on, off = "PRAGMA writable_schema = ON", "PRAGMA writable_schema = OFF"
    return (on, loose, off, OPEN_AGAIN, statement, on, strict, off)


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
        "cases", "id, uid, title, 'range' AS rule, sample, second_name, quiet_days"
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

VALUES: dict[str, Way] = {
    "a figure is raised": ("UPDATE figure_steps SET low = 99, best = 99, high = 99 "
                           f"WHERE incident = {_FIRST} AND known_to IS NULL",),
    "a figure and its sum are raised": (
        "UPDATE figure_steps SET best = best + 5, high = high + 5 WHERE known_to IS NULL "
        "AND quantity = 'killed' AND incident = (SELECT i.id FROM incidents i JOIN day_sums d "
        "ON d.date = i.date AND d.district = i.district WHERE d.quantity = 'killed' AND "
        "d.incidents = 1 AND d.high > 0 AND i.state <> 'Withdrawn' ORDER BY i.id LIMIT 1)",
        "UPDATE day_sums SET best = best + 5, high = high + 5 WHERE quantity = 'killed' AND "
        "(date, district) = (SELECT i.date, i.district FROM incidents i JOIN day_sums d "
        "ON d.date = i.date AND d.district = i.district WHERE d.quantity = 'killed' AND "
        "d.incidents = 1 AND d.high > 0 AND i.state <> 'Withdrawn' ORDER BY i.id LIMIT 1)",
    ),
    "a figure is gone": (f"DELETE FROM figure_steps WHERE incident = {_FIRST}",),
    "a figure ended": ("UPDATE figure_steps SET known_to = known_from + 1 "
                       f"WHERE incident = {_FIRST} AND known_to IS NULL",),
    "a figure began earlier": ("UPDATE OR IGNORE figure_steps SET known_from = known_from - 9999 "
                               f"WHERE incident = {_FIRST}",),
    "negative figures": ("UPDATE figure_steps SET low = -5, best = -5, high = -5",
                         "UPDATE day_sums SET low = -5, best = -5, high = -5"),
    "huge figures": ("UPDATE figure_steps SET high = 9223372036854775807",),
    "huge sums": ("UPDATE day_sums SET best = 9223372036854775807",),
    "a low above its high": ("UPDATE figure_steps SET low = 9, high = 1",
                             "UPDATE day_sums SET low = 9, high = 1"),
    "a figure of text": _untyped("figure_steps", "UPDATE figure_steps SET best = 'сім'", True),
    "a sum of text": _untyped("day_sums", "UPDATE day_sums SET best = 'сім'", True),
    "a sum of bytes": _untyped("day_sums", "UPDATE day_sums SET date = x'ff00ff'", True),
    "a sum of no number": _untyped("day_sums", "UPDATE day_sums SET best = 9e999", True),
    "a sum is raised": ("UPDATE day_sums SET best = best + 1",),
    "a sum is gone": ("DELETE FROM day_sums WHERE date > '2023'",),
    "a sum of a day that never was": (
        "INSERT INTO day_sums VALUES ('2022-03-03', 'UA63120270010315719', 'killed', 5, 9, 9, 9, "
        "0, 0)",),
    "about 7": ("UPDATE figure_steps SET about = 7", "UPDATE day_sums SET about = 7"),
    "a reason of figures is no JSON": ("UPDATE figure_steps SET because = '{'",),
    "a reason of figures of 10 MB": (f"UPDATE figure_steps SET because = {_LARGE} "
                                     f"WHERE incident = {_FIRST}",),
    "another district": ("UPDATE incidents SET district = 'UA63120270010315719'",),
    "a district that is none": (f"UPDATE incidents SET district = 'x' WHERE id = {_FIRST}",),
    "a date that is none": (f"UPDATE incidents SET date = '2022-99-99' WHERE id = {_FIRST}",),
    "a date that is none, in the sums too": (
        f"UPDATE day_sums SET date = 'x' WHERE date = (SELECT date FROM incidents WHERE id = "
        f"{_FIRST})", f"UPDATE incidents SET date = 'x' WHERE date = (SELECT date FROM incidents "
        f"WHERE id = {_FIRST})"),
    "a point that is no number": ("UPDATE incidents SET latitude = 9e999, longitude = -9e999, "
                                  "point_precision = 'exact'",),
    "a state that is none": ("UPDATE incidents SET state = 'Nonsense'",),
    "a grade that is none": ("UPDATE incidents SET grade = 'Nonsense'",),
    "an incident is withdrawn": (f"UPDATE incidents SET state = 'Withdrawn' WHERE id = {_FIRST}",),
    "merged in a circle": (
        "UPDATE incidents SET merged_into = (SELECT uid FROM incidents WHERE id = 2) WHERE id = 1",
        "UPDATE incidents SET merged_into = (SELECT uid FROM incidents WHERE id = 1) WHERE id = 2"),
    "merged into itself": ("UPDATE incidents SET merged_into = uid",),
    "an incident is gone": (f"DELETE FROM incidents WHERE id = {_FIRST}",),
    "an incident without a history": (
        "INSERT INTO incidents SELECT 9999, 'x', 'KHT-2022-03-03-01', '2022-03-03', time, "
        "precision, until, sort_at, district, place, latitude, longitude, point_precision, "
        "cluster, grade, state, summary, chosen, chosen_reason, merged_into FROM incidents LIMIT 1",
        "INSERT INTO codes VALUES ('KHT-2022-03-03-01', 'x')"),
    "a code is changed": ("UPDATE codes SET code = 'KHT-2022-01-01-99' WHERE code IN "
                          f"(SELECT code FROM incidents WHERE id = {_FIRST})",
                          f"UPDATE incidents SET code = 'KHT-2022-01-01-99' WHERE id = {_FIRST}"),
    "a code of quotes": ("UPDATE incidents SET code = 'x''; DROP TABLE \"y\"' || char(10, 27) "
                         f"WHERE id = {_FIRST}",),
    "codes are gone": ("DELETE FROM codes",),
    "a searchable text is changed": ("UPDATE incident_texts SET folded = 'x'",),
    "a flag more": ("INSERT INTO findings VALUES (1, 'jump', 'x', '{}')",),
    "a flag of no kind": ("UPDATE findings SET kind = 'nonsense'",),
    "a flag is no JSON": ("UPDATE findings SET told = '['",),
    "flags are gone": ("DELETE FROM findings",),
    "another order": ("UPDATE incidents SET sort_at = -sort_at",),
    "an order of huge numbers": ("UPDATE incidents SET sort_at = 9223372036854775807",),
    "a text of 10 MB": (f"UPDATE incidents SET summary = {_LARGE} WHERE id = {_FIRST}",),
    "texts with NUL and marks": ("UPDATE incidents SET place = 'a' || char(0, 8238, 27) || 'b'",),
    "texts of no letters": ("UPDATE incidents SET place = CAST(x'ff80fe' AS TEXT)",),
    "a count is changed": ("UPDATE report_counts SET typed = '700'",),
    "a count is no count": ("UPDATE report_counts SET typed = 'nonsense'",),
    "a quantity that is none": ("UPDATE OR IGNORE report_counts SET quantity = 'nonsense'",),
    "reports are gone": ("DELETE FROM reports WHERE id < 9",),
    "a report moves to another incident": (
        "UPDATE OR IGNORE reports SET incident = (SELECT uid FROM incidents WHERE id = 9), "
        "number = number + 50 WHERE id < 3",),
    "a report's date is none": ("UPDATE reports SET as_of = 'yesterday'",),
    "another name": ("UPDATE persons SET name = 'Інша'",),
    "another rank": ("UPDATE sources SET rank = 99",),
    "a source of no kind": ("UPDATE sources SET kind = 'nonsense'",),
    "another total": ("UPDATE statement_counts SET typed = '9'",),
    "a draft is no JSON": ("UPDATE drafts SET content = '{'",),
    "a draft is a list": ("UPDATE drafts SET content = '[1]'",),
    "a draft of no day": ("UPDATE drafts SET at = 'yesterday'",),
    "a draft of nested lists": (
        "UPDATE drafts SET content = replace(hex(zeroblob(100000)), '00', '[')",),
    "a draft of a form that is none": ("UPDATE drafts SET form = 'nonsense'",),
    "a selection is no JSON": ("UPDATE selections SET content = '['",),
    "a selection of other things": ("""UPDATE selections SET content = '{"from": 7, "x": []}'""",),
    "a selection of nested lists": (
        "UPDATE selections SET content = replace(hex(zeroblob(100000)), '00', '[')",),
    "a rule that is none": ("UPDATE cases SET rule = 'nonsense'",),
    "another rule": ("UPDATE cases SET rule = 'range'",),
    "quiet days -5": ("UPDATE cases SET quiet_days = -5",),
    "huge quiet days": ("UPDATE cases SET quiet_days = 9223372036854775807",),
    "two cases": ("INSERT INTO cases (id, uid, title, rule, sample) "
                  "VALUES (0, 'other', 'Other', 'range', 0)",),
    "no case": ("DELETE FROM cases",),
    "a title of 10 MB": (f"UPDATE cases SET title = {_LARGE}",),
    "a sample": ("UPDATE cases SET sample = 1",),
}  # fmt: skip

HISTORY: dict[str, Way] = {
    "a revision is gone": (f"DELETE FROM payloads WHERE revision = {_A}",
                           "DELETE FROM revisions WHERE seq = 40"),
    "the last revision is gone": (
        "DELETE FROM payloads WHERE revision = (SELECT id FROM revisions ORDER BY seq DESC "
        "LIMIT 1)",
        "DELETE FROM revision_parents WHERE revision = (SELECT id FROM revisions ORDER BY seq "
        "DESC LIMIT 1)",
        "DELETE FROM revisions WHERE seq = (SELECT max(seq) FROM revisions)"),
    "all of the history is gone": ("DELETE FROM payloads", "DELETE FROM revision_parents",
                                   "DELETE FROM revisions"),
    "another author": ("UPDATE revisions SET author = 'other' WHERE seq = 40",),
    "another reason": ("UPDATE revisions SET reason = 'other' WHERE seq = 40",),
    "another kind": ("UPDATE revisions SET kind = 'nonsense' WHERE seq = 40",),
    "another record": ("UPDATE revisions SET record = 'nonsense' WHERE seq = 40",),
    "undoes what never was": ("UPDATE revisions SET undoes = 'nonsense' WHERE seq = 40",),
    "an earlier time": ("UPDATE revisions SET at = '2001-01-01T00:00:00Z' WHERE seq = 40",),
    "a later time": ("UPDATE revisions SET at = '2099-01-01T00:00:00Z' WHERE seq = 40",),
    "a time that is none": ("UPDATE revisions SET at = 'yesterday' WHERE seq = 40",),
    "two revisions change places": ("UPDATE revisions SET seq = -1 WHERE seq = 40",
                                    "UPDATE revisions SET seq = 40 WHERE seq = 41",
                                    "UPDATE revisions SET seq = 41 WHERE seq = -1"),
    "a revision twice": (
        "INSERT INTO revisions SELECT 100000, id || 'x', at, author, reason, kind, record, edit, "
        "undoes, digest FROM revisions WHERE seq = 40",
        "INSERT INTO payloads SELECT revision || 'x', salt, payload FROM payloads "
        f"WHERE revision = {_A}"),
    "a payload is changed": (f"UPDATE payloads SET payload = replace(payload, '1', '2') "
                             f"WHERE revision = {_A}",),
    "a payload is no JSON": (f"UPDATE payloads SET payload = '[' WHERE revision = {_A}",),
    "a payload is null": (f"UPDATE payloads SET payload = 'null' WHERE revision = {_A}",),
    "a payload of nested lists": ("UPDATE payloads SET payload = replace(hex(zeroblob(100000)), "
                                  f"'00', '[') WHERE revision = {_A}",),
    "a payload of 10 MB": (f"UPDATE payloads SET payload = {_LARGE} WHERE revision = {_A}",),
    "a payload is gone": (f"DELETE FROM payloads WHERE revision = {_A}",),
    "another salt": (f"UPDATE payloads SET salt = 'x' WHERE revision = {_A}",),
    "a forged purge": (f"UPDATE payloads SET payload = '{{}}' WHERE revision = {_A}",
                       f"INSERT INTO purges VALUES ({_A}, 'x')"),
    "no parent": (f"DELETE FROM revision_parents WHERE revision = {_A}",),
    "a parent that never was": (f"UPDATE revision_parents SET parent = 'x' WHERE revision = {_A}",),
    "a parent more": (f"INSERT INTO revision_parents VALUES ({_B}, (SELECT id FROM revisions "
                      "WHERE seq = 3))",),
    "a later parent": (f"UPDATE revision_parents SET parent = {_B} WHERE revision = {_A}",),
    "a byte of an attachment": ("UPDATE contents SET bytes = CAST(x'00' || bytes AS BLOB)",),
    "an attachment is gone": ("DELETE FROM contents",),
    "another hash of an attachment": ("UPDATE attachments SET sha256 = 'x' || sha256",),
    "another name of an attachment": ("UPDATE attachments SET name = '../../.bashrc'",),
    "another size of an attachment": ("UPDATE attachments SET size = -1",),
}  # fmt: skip

WAYS: dict[str, Way] = {**VIEWS, **STRUCTURE, **VALUES, **HISTORY}

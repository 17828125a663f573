"""Ways to tamper with the rows of a case by SQL, for one who has file and passphrase.

Each is a script of statements. Triggers are taken away before and put back after, as the file had
them; OPEN_AGAIN closes the file and opens it again, so that changed declarations are read.
"""

# ruff: noqa: S608 - nobody else's words are in it

from __future__ import annotations

from tests.faults.structure_ways import Way

OPEN_AGAIN = "-- open again"

_FIRST = "(SELECT min(id) FROM incidents)"
_LARGE = "replace(hex(zeroblob(5000000)), '00', 'так ')"
_A, _B = ("(SELECT id FROM revisions WHERE seq = " + number + ")" for number in ("40", "41"))


def _untyped(table: str, statement: str) -> Way:
    """Values of another type in a table whose declaration stays what it was."""
    sql = "UPDATE sqlite_master SET sql = replace(sql, '{one}', '{two}') WHERE name = '{table}'"
    strict, loose = "STRICT, WITHOUT ROWID", "WITHOUT ROWID"
    on, off = "PRAGMA writable_schema = ON", "PRAGMA writable_schema = OFF"
    away = sql.format(one=strict, two=loose, table=table)
    back = sql.format(one=loose, two=strict, table=table)
    return (on, away, off, OPEN_AGAIN, statement, on, back, off)


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
    "a figure of text": _untyped("figure_steps", "UPDATE figure_steps SET best = 'сім'"),
    "a sum of text": _untyped("day_sums", "UPDATE day_sums SET best = 'сім'"),
    "a sum of bytes": _untyped("day_sums", "UPDATE OR IGNORE day_sums SET date = x'ff00ff'"),
    "a sum of no number": _untyped("day_sums", "UPDATE day_sums SET best = 9e999"),
    "a sum is raised": ("UPDATE day_sums SET best = best + 1",),
    "a sum is gone": ("DELETE FROM day_sums WHERE date > '2023'",),
    "a sum of a day that never was": (
        "INSERT INTO day_sums VALUES ('2022-03-03', 'UA63120270010315719', 'killed', 5, 9, 9, 9, "
        "0, 0, 0)",),
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
    "another rule": ("UPDATE cases SET rule = 'range of all speakers'",),
    "quiet days -5": ("UPDATE cases SET quiet_days = -5",),
    "huge quiet days": ("UPDATE cases SET quiet_days = 9223372036854775807",),
    "two cases": ("INSERT INTO cases (id, uid, title, rule, sample) "
                  "VALUES (0, 'other', 'Other', 'range of all speakers', 0)",),
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

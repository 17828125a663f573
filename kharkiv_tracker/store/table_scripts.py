"""What each step of a case file's tables runs, from the first version on; never changed again."""

from kharkiv_tracker.store.engine import APPLICATION_ID

FIRST = f"""
PRAGMA application_id = {APPLICATION_ID};

CREATE TABLE cases (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, rule TEXT NOT NULL, sample INTEGER NOT NULL) STRICT;
CREATE TABLE speakers (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL, office TEXT NOT NULL,
  folded_person TEXT NOT NULL, folded_office TEXT NOT NULL,
  UNIQUE (folded_person, folded_office)) STRICT;
CREATE TABLE sources (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, kind TEXT, reliability TEXT, rank INTEGER,
  folded TEXT NOT NULL) STRICT;
CREATE INDEX sources_folded ON sources (folded, kind);
CREATE TABLE incidents (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
  date TEXT, time TEXT, precision TEXT NOT NULL, until TEXT, sort_at INTEGER,
  district TEXT NOT NULL, place TEXT NOT NULL,
  latitude REAL, longitude REAL, point_precision TEXT,
  cluster INTEGER NOT NULL, grade TEXT, state TEXT NOT NULL, summary TEXT NOT NULL) STRICT;
CREATE INDEX incidents_day ON incidents (date, district);
CREATE TABLE incident_weapons (
  record TEXT NOT NULL REFERENCES incidents (uid), value TEXT NOT NULL,
  PRIMARY KEY (record, value)) STRICT, WITHOUT ROWID;
CREATE TABLE incident_places_hit (
  record TEXT NOT NULL REFERENCES incidents (uid), value TEXT NOT NULL,
  PRIMARY KEY (record, value)) STRICT, WITHOUT ROWID;
CREATE TABLE incident_texts (
  incident INTEGER PRIMARY KEY REFERENCES incidents (id), folded TEXT NOT NULL) STRICT;
CREATE TABLE reports (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL REFERENCES incidents (uid), number INTEGER NOT NULL,
  as_of TEXT, published TEXT,
  speaker TEXT REFERENCES speakers (uid), source TEXT REFERENCES sources (uid),
  transfer INTEGER NOT NULL, quote TEXT NOT NULL, url TEXT NOT NULL, archive_url TEXT NOT NULL,
  language TEXT NOT NULL, confidential INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
  UNIQUE (incident, number)) STRICT;
CREATE INDEX reports_speaker ON reports (speaker);
CREATE INDEX reports_source ON reports (source);
CREATE INDEX reports_url ON reports (url) WHERE url <> '';
CREATE TABLE report_counts (
  record TEXT NOT NULL REFERENCES reports (uid), quantity TEXT NOT NULL, typed TEXT NOT NULL,
  PRIMARY KEY (record, quantity)) STRICT, WITHOUT ROWID;
CREATE TABLE statements (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
  area TEXT NOT NULL, since TEXT, as_of TEXT, published TEXT,
  speaker TEXT REFERENCES speakers (uid), source TEXT REFERENCES sources (uid),
  quote TEXT NOT NULL, url TEXT NOT NULL, archive_url TEXT NOT NULL,
  language TEXT NOT NULL, withdrawn INTEGER NOT NULL) STRICT;
CREATE TABLE statement_counts (
  record TEXT NOT NULL REFERENCES statements (uid), quantity TEXT NOT NULL, typed TEXT NOT NULL,
  PRIMARY KEY (record, quantity)) STRICT, WITHOUT ROWID;
CREATE TABLE codes (code TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE figure_steps (
  incident INTEGER NOT NULL REFERENCES incidents (id), quantity TEXT NOT NULL,
  known_from INTEGER NOT NULL, known_to INTEGER,
  low INTEGER, best INTEGER, high INTEGER, about INTEGER NOT NULL, because TEXT NOT NULL,
  PRIMARY KEY (incident, quantity, known_from)) STRICT, WITHOUT ROWID;
CREATE INDEX figures_today ON figure_steps (incident, quantity, low, best, high, about)
  WHERE known_to IS NULL;
CREATE TABLE revisions (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, author TEXT NOT NULL,
  reason TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
  edit TEXT NOT NULL, undoes TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE INDEX revisions_record ON revisions (record);
CREATE INDEX revisions_edit ON revisions (edit, undoes);
CREATE TABLE revision_parents (
  revision TEXT NOT NULL REFERENCES revisions (id), parent TEXT NOT NULL,
  PRIMARY KEY (revision, parent)) STRICT, WITHOUT ROWID;
CREATE INDEX revision_children ON revision_parents (parent);
CREATE TABLE payloads (
  revision TEXT PRIMARY KEY REFERENCES revisions (id),
  salt TEXT NOT NULL, payload TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE selections (
  name TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE drafts (
  form TEXT PRIMARY KEY, at TEXT NOT NULL, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

RECORD = """
ALTER TABLE cases ADD COLUMN second_name INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN quiet_days INTEGER NOT NULL DEFAULT 30;
ALTER TABLE speakers ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN consent TEXT;
ALTER TABLE incidents ADD COLUMN chosen TEXT;
ALTER TABLE incidents ADD COLUMN chosen_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN merged_into TEXT;
CREATE INDEX incidents_merged ON incidents (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX reports_read ON reports (source) WHERE withdrawn = 0 AND source IS NOT NULL;
CREATE TABLE persons (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL REFERENCES incidents (uid), number INTEGER NOT NULL,
  name TEXT NOT NULL, folded TEXT NOT NULL, cleared INTEGER NOT NULL,
  age TEXT NOT NULL, sex TEXT, status TEXT, report TEXT,
  notes TEXT NOT NULL, withdrawn INTEGER NOT NULL, UNIQUE (incident, number)) STRICT;
CREATE INDEX persons_name ON persons (folded) WHERE folded <> '';
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL REFERENCES incidents (uid), number INTEGER NOT NULL, report TEXT,
  name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
  collector TEXT NOT NULL, collected TEXT NOT NULL, method TEXT NOT NULL, version TEXT NOT NULL,
  origin TEXT NOT NULL, notes TEXT NOT NULL, uncovered INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL, UNIQUE (incident, number)) STRICT;
CREATE TABLE contents (
  sha256 TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (sha256, part)) STRICT, WITHOUT ROWID;
CREATE TABLE links (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  one TEXT NOT NULL REFERENCES incidents (uid), other TEXT NOT NULL REFERENCES incidents (uid),
  relation TEXT NOT NULL, notes TEXT NOT NULL) STRICT;
CREATE INDEX links_one ON links (one);
CREATE INDEX links_other ON links (other);
CREATE TABLE joint_reports (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
  first TEXT, last TEXT, as_of TEXT, published TEXT,
  speaker TEXT REFERENCES speakers (uid), source TEXT REFERENCES sources (uid),
  quote TEXT NOT NULL, url TEXT NOT NULL, archive_url TEXT NOT NULL,
  language TEXT NOT NULL, withdrawn INTEGER NOT NULL) STRICT;
CREATE TABLE joint_incidents (
  record TEXT NOT NULL REFERENCES joint_reports (uid), value TEXT NOT NULL,
  PRIMARY KEY (record, value)) STRICT, WITHOUT ROWID;
CREATE INDEX joint_of_incident ON joint_incidents (value);
CREATE TABLE joint_districts (
  record TEXT NOT NULL REFERENCES joint_reports (uid), value TEXT NOT NULL,
  PRIMARY KEY (record, value)) STRICT, WITHOUT ROWID;
CREATE TABLE joint_counts (
  record TEXT NOT NULL REFERENCES joint_reports (uid), quantity TEXT NOT NULL, typed TEXT NOT NULL,
  PRIMARY KEY (record, quantity)) STRICT, WITHOUT ROWID;
CREATE TABLE overrides (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, reason TEXT NOT NULL,
  UNIQUE (subject, kind, key)) STRICT;
CREATE TABLE findings (
  incident INTEGER NOT NULL REFERENCES incidents (id), kind TEXT NOT NULL, key TEXT NOT NULL,
  told TEXT NOT NULL, PRIMARY KEY (incident, kind, key)) STRICT, WITHOUT ROWID;
CREATE INDEX findings_kind ON findings (kind, incident);
CREATE TABLE day_sums (
  date TEXT NOT NULL, district TEXT NOT NULL, quantity TEXT NOT NULL, incidents INTEGER NOT NULL,
  low INTEGER, best INTEGER, high INTEGER, unknown INTEGER NOT NULL, about INTEGER NOT NULL,
  PRIMARY KEY (date, district, quantity)) STRICT, WITHOUT ROWID;
CREATE TABLE purges (
  revision TEXT PRIMARY KEY REFERENCES revisions (id), digest TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

RULE = """
ALTER TABLE cases ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
ALTER TABLE incidents ADD COLUMN approved_changes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN role TEXT NOT NULL DEFAULT 'update';
ALTER TABLE reports ADD COLUMN authority TEXT;
ALTER TABLE persons ADD COLUMN civilian TEXT NOT NULL DEFAULT 'civilian';
ALTER TABLE persons ADD COLUMN same_as TEXT;
ALTER TABLE persons ADD COLUMN name_uk TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN name_ru TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN name_en TEXT NOT NULL DEFAULT '';
CREATE TABLE report_died (
  record TEXT NOT NULL REFERENCES reports (uid), value TEXT NOT NULL,
  PRIMARY KEY (record, value)) STRICT, WITHOUT ROWID;
CREATE TABLE offices (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, same_as TEXT NOT NULL, authority TEXT,
  folded TEXT NOT NULL UNIQUE) STRICT;
"""

COUNTED_BESIDE = """
ALTER TABLE cases ADD COLUMN stress TEXT NOT NULL DEFAULT 'apart';
ALTER TABLE joint_reports ADD COLUMN count_remainder INTEGER NOT NULL DEFAULT 0;
ALTER TABLE joint_reports ADD COLUMN role TEXT NOT NULL DEFAULT 'update';
ALTER TABLE joint_reports ADD COLUMN authority TEXT;
CREATE INDEX incidents_until ON incidents (date) WHERE until IS NOT NULL;
CREATE INDEX figures_beside ON figure_steps
  (quantity, incident, known_from, known_to, low, best, high, about)
  WHERE quantity IN ('stress', 'affected', 'missing');
"""

#: Without them two flags would read every figure and every report each time. Dates begin with the
#: year, and of a stretch the last counts.
FLAGGED = """
CREATE INDEX figures_largest ON figure_steps (quantity, best, known_to)
  WHERE known_to IS NULL AND quantity IN ('killed', 'injured') AND best > 0;
CREATE INDEX reports_last ON reports
  (max(ifnull(substr(as_of, instr(as_of, '/') + 1), ''), ifnull(published, '')));
"""

READ = """
ALTER TABLE incidents ADD COLUMN settlement TEXT NOT NULL DEFAULT '';
"""

SEARCHED = """
ALTER TABLE incident_texts ADD COLUMN romanised TEXT NOT NULL DEFAULT '';
ALTER TABLE incident_texts ADD COLUMN hidden TEXT NOT NULL DEFAULT '';
ALTER TABLE incident_texts ADD COLUMN hidden_romanised TEXT NOT NULL DEFAULT '';
"""

#: Attachments belong to an incident or to a document: their table is made anew for that.
DOCUMENTS = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, kind TEXT, source TEXT REFERENCES sources (uid), author TEXT NOT NULL,
  published TEXT, url TEXT NOT NULL, archive_url TEXT NOT NULL, language TEXT NOT NULL,
  folded TEXT NOT NULL, romanised TEXT NOT NULL, text TEXT NOT NULL,
  text_digest TEXT NOT NULL, collector TEXT NOT NULL, collected TEXT NOT NULL,
  method TEXT NOT NULL, confidential INTEGER NOT NULL, notes TEXT NOT NULL,
  withdrawn INTEGER NOT NULL, merged_into TEXT, link_key TEXT NOT NULL) STRICT;
CREATE INDEX documents_link ON documents (link_key) WHERE link_key <> '';
CREATE INDEX documents_source ON documents (source);
CREATE INDEX documents_listed ON documents
  (merged_into, published, code, uid, withdrawn, kind, source, title);
ALTER TABLE reports ADD COLUMN document TEXT REFERENCES documents (uid);
ALTER TABLE reports ADD COLUMN words TEXT NOT NULL DEFAULT '';
CREATE INDEX reports_document ON reports (document) WHERE document IS NOT NULL;
ALTER TABLE statements ADD COLUMN document TEXT REFERENCES documents (uid);
ALTER TABLE statements ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE joint_reports ADD COLUMN document TEXT REFERENCES documents (uid);
ALTER TABLE joint_reports ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN document TEXT REFERENCES documents (uid);
CREATE INDEX persons_document ON persons (document) WHERE document IS NOT NULL;
ALTER TABLE persons ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN visibility TEXT;
ALTER TABLE persons ADD COLUMN visibility_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN cleared_by TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN status_on TEXT;
ALTER TABLE persons ADD COLUMN occupation TEXT;
ALTER TABLE persons ADD COLUMN family TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN name_keys TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN debris INTEGER NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN strikes TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN circumstances TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN responsible TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN responsible_by TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN responsible_answer TEXT;
ALTER TABLE attachments RENAME TO attachments_before;
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  incident TEXT REFERENCES incidents (uid), document TEXT REFERENCES documents (uid),
  number INTEGER NOT NULL, report TEXT, redacted_from TEXT,
  name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
  collector TEXT NOT NULL, collected TEXT NOT NULL, method TEXT NOT NULL, version TEXT NOT NULL,
  origin TEXT NOT NULL, notes TEXT NOT NULL, uncovered INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL, UNIQUE (incident, number), UNIQUE (document, number),
  CHECK ((incident IS NULL) <> (document IS NULL))) STRICT;
INSERT INTO attachments (id, uid, incident, number, report, name, type, size, sha256, collector,
  collected, method, version, origin, notes, uncovered, withdrawn)
  SELECT id, uid, incident, number, report, name, type, size, sha256, collector,
  collected, method, version, origin, notes, uncovered, withdrawn FROM attachments_before;
DROP TABLE attachments_before;
CREATE TABLE notes (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL, text TEXT NOT NULL, author TEXT NOT NULL, written TEXT NOT NULL,
  withdrawn INTEGER NOT NULL) STRICT;
CREATE INDEX notes_subject ON notes (subject);
CREATE TABLE identifiers (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, folded TEXT NOT NULL,
  withdrawn INTEGER NOT NULL) STRICT;
CREATE INDEX identifiers_subject ON identifiers (subject);
CREATE INDEX identifiers_folded ON identifiers (folded);
CREATE TABLE clearances (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL UNIQUE, decision TEXT) STRICT;
CREATE TABLE methods (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  who TEXT NOT NULL, counted TEXT NOT NULL, sources TEXT NOT NULL, judged TEXT NOT NULL,
  checked TEXT NOT NULL, licence TEXT NOT NULL, changes TEXT NOT NULL) STRICT;
ALTER TABLE incident_texts ADD COLUMN open TEXT NOT NULL DEFAULT '';
ALTER TABLE incident_texts ADD COLUMN open_romanised TEXT NOT NULL DEFAULT '';
ALTER TABLE incident_texts ADD COLUMN internal TEXT NOT NULL DEFAULT '';
ALTER TABLE incident_texts ADD COLUMN internal_romanised TEXT NOT NULL DEFAULT '';
"""

PACKAGES = """
CREATE TABLE packages (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, revision TEXT NOT NULL REFERENCES revisions (id),
  profile TEXT NOT NULL) STRICT;
"""

#: What left the file: it is for the computer it was written at, and no part of the case.
COPIES = """
CREATE TABLE copies (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, revision TEXT NOT NULL REFERENCES revisions (id),
  kind TEXT NOT NULL, profile TEXT NOT NULL, place TEXT NOT NULL) STRICT;
"""

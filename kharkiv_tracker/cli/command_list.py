"""All commands of the command line: the module of each, and its help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType

from kharkiv_tracker.i18n import N_

#: What loads a module of commands, and the help of each by its name; the first sentence is listed.
COMMANDS: tuple[tuple[Callable[[], ModuleType], Mapping[str, str]], ...] = (
    (
        lambda: import_module("kharkiv_tracker.cli.window_command"),
        {
            "open": N_("Open the window, with the case file CASE if given."),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.case_commands"),
        {
            "new": N_("Create an empty case file. An existing file is never overwritten."),
            "sample": N_("Create the sample case: real strikes and official totals, all approved."),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.add_command"),
        {
            "add": N_(
                "Add all records from a JSON FILE, or none if one is invalid (-: standard input)."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.import_command"),
        {
            "import": N_(
                "Import FILE: CSV, XLSX, JSON or GeoJSON of any program, or files this program "
                "exported. The complete JSON of a case file, history included, is taken into an "
                "empty case file CASE, which then is the identical case file."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.amend_commands"),
        {
            "amend": N_(
                "Correct the record CODE: an incident, an official total, or a report such as "
                "KHT-2022-08-17-01/3. Fields come from a JSON FILE (-: standard input) or from "
                "--set; fields not given stay unchanged, null clears one."
            ),
            "withdraw": N_("Withdraw records: they stay in the case file but are not counted."),
            "reinstate": N_("Reinstate withdrawn records."),
            "approve": N_("Approve incidents."),
            "revert": N_(
                "Restore a version of a record (--to: number of its revision in history)."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.merge_commands"),
        {
            "merge": N_("Merge OTHER into KEPT: its reports move, and its code redirects."),
            "split": N_(
                "Split reports off CODE into a new incident; prints both codes. The new incident "
                "has the fields of CODE, except those given with --set."
            ),
            "link": N_(
                "Link ONE and OTHER (--as), or list the links of ONE. With “split from”, ONE was "
                "split from OTHER."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.rule_commands"),
        {
            "choose": N_(
                "Use one report, CODE/N, for the incident's figure, with a reason (--reason), or "
                "return the incident CODE to the counting rule (--none)."
            ),
            "rule": N_(
                "Show or change the counting rule and the review rules. Prints every figure that "
                "changes."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.export_command"),
        {
            "export": N_(
                "Write the case file in another format: tables, JSON, a map, a document or web "
                "pages. The restricted version unless --profile says otherwise; json with neither "
                "selection, clock nor profile is complete and internal."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.people_command"),
        {
            "person": N_(
                "List people: of the case file or of one incident. With show CODE: all that is "
                "recorded of a person. With add INCIDENT or set CODE and --set: record or correct "
                "a person. With withdraw CODE: the person is not counted. With join A B: both "
                "records are of one person. With apart A: A is a person of their own; with apart "
                "A B: they are different people for good. With show-name CODE VISIBILITY: what "
                "may be published, with --reason."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.person_commands"),
        {
            "persons": N_(
                "List persons of the case file or of the incident CODE; names are hidden."
            ),
            "purge": N_(
                "Erase the name of the person CODE, such as KHT-2022-08-17-01/P1, from the case "
                "file: from every text and every revision. This cannot be undone."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.note_command"),
        {
            "note": N_(
                "List notes, or those of the record CODE and of what belongs to it. With add CODE "
                "TEXT: add a note to a record. With show, set --set text=…, withdraw or reinstate "
                "and the code of a NOTE: show, correct, withdraw or reinstate it. Notes are never "
                "on a public page."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.identifier_command"),
        {
            "identifier": N_(
                "List identifiers that other archives use, or those of the incident, document or "
                "person CODE. With add CODE ARCHIVE VALUE: add one, such as T4P 1234. With find "
                "VALUE: the records that have it. With show, set --set value=…, withdraw or "
                "reinstate and the code of the identifier (ID-01): show, correct, withdraw or "
                "reinstate it."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.method_command"),
        {
            "method": N_(
                "Show the method page of the case file in the language of --lang. With set: write "
                "parts of it (--set who=…, counted, sources, judged, checked, licence, changes; "
                "null clears one). It is printed at the end of every summary."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.attach_commands"),
        {
            "attach": N_(
                "Attach FILEs to the incident or document CODE, to a report such as "
                "KHT-2022-08-17-01/3, or to the document of an official total: all of them or "
                "none. The originals are not changed."
            ),
            "extract": N_(
                "Extract the attachments of the case file, or of one CODE, to a new folder DEST, "
                "with a list in manifest.json. Every hash is checked."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.duplicates_command"),
        {
            "duplicates": N_("List possible duplicates, most likely first."),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.gaps_command"),
        {
            "gaps": N_("Compare official totals with our sums for the same area and period."),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.queue_commands"),
        {
            "queue": N_("List open flags: all, or of one kind."),
            "set-aside": N_(
                "Dismiss one kind of flag on a record, with a reason, or reopen it (--take-up)."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.source_commands"),
        {
            "sources": N_(
                "List sources with their use; with --json, also offices and the people quoted."
            ),
            "source": N_(
                "Correct the source NAME (--set; null clears a field), or merge the source OTHER "
                "into it (--join). Prints every figure that changes."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.office_commands"),
        {
            "office": N_(
                "List offices: their names, the people quoted, and whether the office is "
                "official. With join A B: A and B are one speaker. With apart NAME: NAME is a "
                "speaker of its own again. With mark OFFICE official, unofficial or none: mark "
                "the office. Prints every figure that changes."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.document_commands"),
        {
            "document": N_(
                "List documents. With show CODE: all fields of one and what was taken from it. "
                "With add or set CODE: fields from a JSON FILE (-: standard input) or from --set. "
                "With withdraw or reinstate CODE: reports from it stay counted. With merge KEPT "
                "OTHER: all of OTHER moves, and its code redirects. With gather: reports of one "
                "link and day without a document point to one; no figure changes. With move "
                "CODE/A1 OWNER: a file goes to another document or an incident. With redact "
                "CODE/A1: a copy of an image or a PDF is added, pixels only, with each --box in "
                "black."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.understand_command"),
        {
            "understand": N_(
                "Show how TEXT is read when entered in FIELD, or what the entry panel would ask. "
                "Nothing is saved."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.read_command"),
        {
            "read": N_(
                "Show what a text or a page (text, HTML, DOCX, PDF) would propose to record: "
                "incidents, official totals and people, each value with its words. Nothing is "
                "saved."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.totals_command"),
        {
            "totals": N_(
                "Show low, best and high figures, added up by district or otherwise (--by)."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.chart_command"),
        {
            "chart": N_("Save the chart KIND as .png, .svg or .pdf, or its numbers as .csv."),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.summary_command"),
        {
            "summary": N_(
                "Save a summary as PDF. Incidents not yet approved are included, and their pages "
                "are marked DRAFT."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.publication_command"),
        {
            "publication": N_(
                "List every source, link and person the open version would name, or decide on "
                "them: “allow” or “withhold” with codes or names, or with “all” for those not "
                "decided on yet. “allow all” leaves out private persons: they are allowed one by "
                "one."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.history_commands"),
        {
            "history": N_("List revisions, oldest first: all, or of one CODE."),
            "undo": N_("Undo the last edit (recorded as a revision)."),
            "redo": N_("Redo the last undone edit."),
            "verify": N_("Verify the case file; exit status 1 if anything differs."),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.copy_commands"),
        {
            "check": N_(
                "Check the structure, pages, history and figures of CASE; exit status 1 if there "
                "is a problem."
            ),
            "copy": N_(
                "Save a complete, verified copy of CASE, even while it is open. DEST must not "
                "exist."
            ),
            "backup": N_(
                "Create a verified backup of CASE in the folder DEST (default: the folder set in "
                "Preferences)."
            ),
            "restore": N_(
                "Replace CASE with a copy of BACKUP; the replaced file is kept under another "
                "name. --dry-run only shows what would change."
            ),
            "salvage": N_("Save everything readable from a damaged CASE to a new case file DEST."),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.passphrase_command"),
        {
            "passphrase": N_(
                "Set, change or remove the passphrase of CASE, which is encrypted with it. --sheet "
                "saves a recovery sheet, whose key opens the file without the passphrase until the "
                "next change."
            ),
        },
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.hand_over_command"),
        {
            "hand-over": N_(
                "Make a copy of CASE for another person with a passphrase of its own. The "
                "restricted version has all figures, but no names, sources, notes and files. DEST "
                "must not exist."
            ),
        },
    ),
)

HELP: Mapping[str, str] = {name: text for _load, helps in COMMANDS for name, text in helps.items()}

"""Kharkiv Tracker keeps what sources reported about strikes and derives figures from it.

A case file holds incidents; an incident has reports; reports are derived into a figure by a
pure function; every change appends a revision. From the ground up:

paths      where resources, settings, caches and logs lie
process_privacy  what other processes could learn from this one
program_files  whether an update replaced the files of the program while it runs
languages  the languages available, and the words understood when typed
components  what the program is made of, and under which licences
i18n       the language of every text a person reads
error_report  where an unexpected error is in the program
errors     errors the user can correct
collation  the order of names in the language spoken
files      files written whole or not at all, and never over a case file
child_process  children that read what may be hostile, with limits
settings   what this user prefers
file_checks  what a file of another program is, before it is read
city       whose casualties these are: its codes, clocks, bounds and name, read from the resources
office_register  the offices known beforehand, with their names and people, read from the resources
settlement_register  the settlements of the oblast, with all their names, read from the resources
known_cases  which cases were made or taken over on this computer
domain     the words of the field and the rule that makes a figure; no input, no output
labels     those words as a person reads them, on screen, chart and page
gazetteer  the districts, read from the resources
palette    the colours of window, chart and page
redaction  flat copies of pictures and pages, with black boxes
passphrases  words to make passphrases of, and how hard one is to guess
search     what a text typed to search for means
codebook   what to enter in each field, and what every grade and state means
store      the case file, and the only SQL
analysis   series and comparisons from what the store reads
exchange   JSON and other formats in and out
intake     typed text to what `add` takes
posts      what was read, before it is recorded: files, the clipboard, channels
sample_file  the sample case as a file
charts     matplotlib figures from the analysis, the same for screen and paper
summary    what the PDF says, and Typst that sets it
export     the case as tables, JSON, documents and a package for the public
imports    files of other programs read as tables, matched to fields, tried and recorded
gui        the window, and all of Qt
cli        one command per verb
"""

__version__ = "0.2.0"

# The import order: a module imports only from rows above its own, and from its own name.
# The names within one row are siblings and never import each other.
ROWS: tuple[tuple[str, ...], ...] = (
    ("paths", "process_privacy", "program_files"),
    ("languages", "components"),
    ("i18n", "error_report"),
    ("errors", "collation"),
    ("files", "child_process"),
    ("settings", "file_checks", "city"),
    ("office_register", "settlement_register", "known_cases"),
    ("domain",),
    ("labels", "gazetteer", "palette", "redaction", "passphrases"),
    ("search",),
    ("codebook", "store", "analysis", "exchange"),
    ("intake",),
    ("posts", "sample_file", "charts"),
    ("summary",),
    ("export",),
    ("imports",),
    ("gui",),
    ("cli",),
)

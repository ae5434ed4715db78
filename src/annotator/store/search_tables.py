"""What the search index is in the file; for whoever looks at a file and searches nothing."""

from __future__ import annotations

#: Each thing of the index in the file, and how it was made; SQLite adds tables of its own to it.
OBJECTS = {
    "search_text": "CREATE TABLE search_text (id INTEGER PRIMARY KEY, document INTEGER NOT NULL,"
    " sha256 TEXT NOT NULL) STRICT",
    "idx_search_text": "CREATE UNIQUE INDEX idx_search_text ON search_text (sha256, document)",
    "search_words": "CREATE VIRTUAL TABLE search_words USING fts5(words, content='',"
    " columnsize=0, tokenize='ascii')",
}


def is_of_index(fault: str) -> bool:
    """Whether a fault that SQLite found in a file (from 3.44 on) is in the words of the index.

    That is no damage to the project: the index is dropped and made again.
    """
    return "FTS5 table" in fault and "search_words" in fault

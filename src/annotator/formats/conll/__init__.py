"""Formats of a word a line, as the shared tasks of CoNLL used them: 2003, 2012, and CoNLL-U."""

"""The words of the language that an article is written in."""

from __future__ import annotations

from annotator.resources import resource
from annotator.text.lexicon import Lexicon
from annotator.text.lexicon_toml import parse_lexicon

#: The languages with a file in `resources/lexicons`.
LANGUAGES = ("en", "es", "fr", "de")


class Lexicons:
    """The lexicon of each language, read when the first article in that language is opened.

    An article whose language is not known is read as English. In a language that has no file
    only quotation marks and names known everywhere are found: the words of another language would
    find what is not there.
    """

    def __init__(self, english: Lexicon) -> None:
        self.english = english
        self._known = {"": english, "en": english}

    def of(self, language: str) -> Lexicon:
        """The words for a language code such as `es` or `es-MX`; raises AnnotatorError."""
        code = language.replace("_", "-").partition("-")[0].strip().lower()
        if code not in self._known:
            self._known[code] = self._read(code)
        return self._known[code]

    def _read(self, code: str) -> Lexicon:
        gazetteer = self.english.gazetteer
        if code not in LANGUAGES:
            return Lexicon(code, gazetteer=gazetteer)
        return parse_lexicon(resource(f"lexicons/{code}.toml").read_text("utf-8"), gazetteer)

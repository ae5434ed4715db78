"""Names and titles, each with the type that its words and the whole article speak for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.model.annotations import AnnotatedDocument
from annotator.model.mention import Level
from annotator.model.span import Span
from annotator.model.suggestion import SuggestedMention, Suggestion
from annotator.suggest.base import Desk
from annotator.suggest.name_grounds import LEAST, ground_of
from annotator.suggest.pieces import pieces
from annotator.text.amounts import amounts
from annotator.text.date_patterns import date_pattern
from annotator.text.demonyms import country_of
from annotator.text.document_names import NamesRead, TypedName
from annotator.text.lexicon import Lexicon
from annotator.text.run_patterns import is_in_name
from annotator.text.runs import names_of
from annotator.text.setting import Setting
from annotator.text.spans import Cover
from annotator.text.sure_names import SureNames


class Names:
    """Names of the news: persons, peoples, bodies, places, events and laws; titles apart."""

    name = "names"

    def suggest(self, document: AnnotatedDocument, desk: Desk) -> Iterator[Sequence[Suggestion]]:
        """The names of the text; it is read as a whole before the first one is proposed."""
        text, lexicon = document.text, desk.lexicon
        if not lexicon.tells_names:
            yield from _sure(text, lexicon)
            return
        settings = []
        for piece in pieces(text):
            settings.append(Setting.of(text, piece.start, piece.end))
            yield ()
        whole = _together(settings)
        names = NamesRead(text, lexicon)
        for piece, setting in zip(pieces(text), settings, strict=True):
            here = replace(whole, runs=setting.runs)
            values = _dates_and_amounts(text, piece, lexicon.language)
            names.add(names_of(text, here, lexicon, values))
            yield ()
        for _ in names.linking():
            yield ()
        for piece in pieces(text):
            typed = names.typed(piece.start, piece.end)
            yield list(_mentions(text, typed, lexicon))


def _sure(text: str, lexicon: Lexicon) -> Iterator[Sequence[Suggestion]]:
    """The names of a text in another language than English."""
    names = SureNames(text, lexicon)
    for piece in pieces(text):
        values = _dates_and_amounts(text, piece, lexicon.language)
        found = (e for e in names.within(piece.start, piece.end) if not values.touches(e.span))
        yield list(_mentions(text, found, lexicon))


def _together(settings: Sequence[Setting]) -> Setting:
    lower = frozenset().union(*(each.lower for each in settings))
    middle = frozenset().union(*(each.middle for each in settings))
    return Setting(lower, middle, ())


def _dates_and_amounts(text: str, piece: Span, language: str) -> Cover:
    """What parts a run of words: "Friday" and "2031" are no part of a name."""
    dates = date_pattern(language).finditer(text, piece.start, piece.end)
    found = [Span(*match.span()) for match in dates if not is_in_name(text, match.start())]
    found += (each.span for each in amounts(text, piece.start, piece.end))
    return Cover(found)


def _mentions(
    text: str, names: Iterator[TypedName], lexicon: Lexicon
) -> Iterator[SuggestedMention]:
    for each in names:
        words = each.span.of(text)
        if each.type is None or each.type == "other":
            continue
        ground = ground_of(each, words)
        if ground.confidence >= LEAST:
            name = each.full
            if each.rule == "demonym" and each.type == "gpe":
                name = country_of(words, lexicon.gazetteer.types)
            yield SuggestedMention(each.span, each.type, ground, Level.NAM, name=name)

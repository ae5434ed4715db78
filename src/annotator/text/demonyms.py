"""The country that a demonym belongs to: "Kenyan" to Kenya."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import regex

#: Demonyms that are not made from the name of their country by an ending; its usual name first.
_IRREGULAR: Mapping[str, tuple[str, ...]] = {
    "afghan": ("Afghanistan",), "american": ("United States", "America", "US", "U.S.", "USA"),
    "argentine": ("Argentina",), "belgian": ("Belgium",),
    "british": ("United Kingdom", "Britain", "Great Britain", "UK", "U.K."),
    "burmese": ("Myanmar", "Burma"), "canadian": ("Canada",), "chadian": ("Chad",),
    "chinese": ("China",),
    "congolese": ("Congo", "DR Congo", "DRC", "Democratic Republic of the Congo"),
    "cypriot": ("Cyprus",), "czech": ("Czechia", "Czech Republic"), "danish": ("Denmark",),
    "dutch": ("Netherlands", "Holland"), "ecuadorian": ("Ecuador",),
    "emirati": ("United Arab Emirates", "UAE"), "english": ("England",),
    "filipino": ("Philippines",), "finnish": ("Finland",), "french": ("France",),
    "german": ("Germany",), "greek": ("Greece",), "icelandic": ("Iceland",),
    "indian": ("India",), "irish": ("Ireland",), "ivorian": ("Ivory Coast", "Côte d'Ivoire"),
    "kazakh": ("Kazakhstan",), "kosovar": ("Kosovo",), "kyrgyz": ("Kyrgyzstan",),
    "lebanese": ("Lebanon",), "malian": ("Mali",), "maltese": ("Malta",),
    "mozambican": ("Mozambique",), "nepalese": ("Nepal",), "nigerien": ("Niger",),
    "norwegian": ("Norway",), "panamanian": ("Panama",), "peruvian": ("Peru",),
    "philippine": ("Philippines",), "polish": ("Poland",), "portuguese": ("Portugal",),
    "russian": ("Russia",), "salvadoran": ("El Salvador",), "saudi": ("Saudi Arabia",),
    "scottish": ("Scotland",), "senegalese": ("Senegal",), "slovak": ("Slovakia",),
    "somali": ("Somalia",), "spanish": ("Spain",), "swedish": ("Sweden",),
    "swiss": ("Switzerland",), "taiwanese": ("Taiwan",), "tajik": ("Tajikistan",),
    "thai": ("Thailand",), "togolese": ("Togo",), "turkish": ("Turkey", "Türkiye"),
    "turkmen": ("Turkmenistan",), "uzbek": ("Uzbekistan",), "welsh": ("Wales",),
}  # fmt: skip
#: What a demonym ends in, and what its country ends in instead.
_ENDINGS = (
    ("ian", "y"), ("ian", ""), ("an", ""), ("n", ""), ("i", ""), ("ese", ""), ("ese", "a"),
    ("ian", "a"), ("ian", "ia"), ("an", "o"), ("an", "a"), ("", "y"), ("ian", "e"), ("an", "e"),
    ("ish", ""),
)  # fmt: skip
_SHORTEST = 4
_STEM = regex.compile(r"(?:ians?|ans?|ese|ish|is?|ics?|ers?|ais|ien|ns?|ois)\Z")
_ENDING = regex.compile(r"(?:i?a|ea|en?|o|y|ey|us|os|as|is|lands?|ai|ain|an|in|ines?)?")
_SHORTEST_STEM = 3


def country_of(demonym: str, types: Mapping[str, str]) -> str | None:
    """The name of the country, or None where it is not plain.

    `types` are known names, of which a country has to be one.
    """
    folded = demonym.casefold()
    if folded in _IRREGULAR:
        return _IRREGULAR[folded][0]
    for ending, instead in _ENDINGS:
        if folded.endswith(ending):
            name = demonym[: len(demonym) - len(ending)] + instead
            if len(name) >= _SHORTEST and types.get(name) == "gpe":
                return name
    return None


def beginning(country: str) -> str:
    """How the name of a country begins: by this `belongs_to` need not be asked of every country."""
    return country[:_SHORTEST_STEM].lower()


def beginnings(demonym: str) -> Iterable[str]:
    """How the names begin that a demonym in lower case may belong to, each once."""
    return dict.fromkeys(map(beginning, _IRREGULAR.get(demonym, (demonym,))))


def belongs_to(demonym: str, country: str) -> bool:
    """Whether an adjective in lower case, such as "kenyan", is that of a country of any spelling.

    No list of countries is asked: "brillian" belongs to an invented Brill.
    """
    if demonym in _IRREGULAR:
        return country.lower() in {name.lower() for name in _IRREGULAR[demonym]}
    *before, last = demonym.split()
    *front, name = country.lower().split()
    if before != front and before:
        return False
    stem = _STEM.sub("", last)
    if len(stem) < _SHORTEST_STEM or stem == last:
        return False
    return name.startswith(stem) and _ENDING.fullmatch(name, len(stem)) is not None

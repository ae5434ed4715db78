"""The country that a demonym belongs to: "Kenyan" to Kenya."""

from __future__ import annotations

from collections.abc import Mapping

_IRREGULAR = {
    "belgian": "Belgium", "somali": "Somalia", "nigerien": "Niger",
    "afghan": "Afghanistan", "american": "United States", "argentine": "Argentina",
    "british": "United Kingdom", "burmese": "Myanmar", "chadian": "Chad", "congolese": "Congo",
    "cypriot": "Cyprus", "czech": "Czechia", "danish": "Denmark", "dutch": "Netherlands",
    "ecuadorian": "Ecuador", "english": "England", "filipino": "Philippines",
    "finnish": "Finland", "french": "France", "greek": "Greece", "icelandic": "Iceland",
    "irish": "Ireland", "kazakh": "Kazakhstan", "kosovar": "Kosovo", "kyrgyz": "Kyrgyzstan",
    "lebanese": "Lebanon", "maltese": "Malta", "mozambican": "Mozambique", "nepalese": "Nepal",
    "norwegian": "Norway", "panamanian": "Panama", "peruvian": "Peru", "philippine": "Philippines",
    "polish": "Poland", "portuguese": "Portugal", "salvadoran": "El Salvador",
    "saudi": "Saudi Arabia", "scottish": "Scotland", "slovak": "Slovakia", "spanish": "Spain",
    "swedish": "Sweden", "swiss": "Switzerland", "tajik": "Tajikistan", "thai": "Thailand",
    "turkish": "Turkey", "turkmen": "Turkmenistan", "uzbek": "Uzbekistan", "welsh": "Wales",
    "taiwanese": "Taiwan", "togolese": "Togo", "senegalese": "Senegal", "malian": "Mali",
    "canadian": "Canada", "indian": "India", "emirati": "United Arab Emirates",
}  # fmt: skip
#: What a demonym ends in, and what its country ends in instead.
_ENDINGS = (
    ("ian", "y"), ("ian", ""), ("an", ""), ("n", ""), ("i", ""), ("ese", ""), ("ese", "a"),
    ("ian", "a"), ("ian", "ia"), ("an", "o"), ("an", "a"), ("", "y"), ("ian", "e"), ("an", "e"),
    ("ish", ""),
)  # fmt: skip
_SHORTEST = 4


def country_of(demonym: str, types: Mapping[str, str]) -> str | None:
    """The name of the country, or None where it is not plain.

    `types` are known names, of which a country has to be one.
    """
    folded = demonym.casefold()
    if folded in _IRREGULAR:
        return _IRREGULAR[folded]
    for ending, instead in _ENDINGS:
        if folded.endswith(ending):
            name = demonym[: len(demonym) - len(ending)] + instead
            if len(name) >= _SHORTEST and types.get(name) == "gpe":
                return name
    return None

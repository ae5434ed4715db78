"""Words that tell what a name is by their place in it: first ones, last ones, and endings."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUFFIXES = _words("Jr Jr. Sr Sr. II III IV")
#: Behind the name of a person.
LETTERS = _words("MP MEP MSP QC KC SC OBE MBE CBE PhD MD DDS Esq RN")
PLACE_ENDINGS = (
    "stan", "burg", "burgh", "ville", "shire", "grad", "abad", "pur", "pura", "polis", "istan",
    "borough", "wick", "mouth", "bridge", "dorf", "heim", "sk", "hagen", "stadt", "ford",
)  # fmt: skip
BODY_ENDINGS = ("news", "tv", "corp", "soft", "bank", "air", "tech", "com", "net", "pedia", "gate")
SURNAME_ENDINGS = (
    "sson", "sen", "dóttir", "nen", "ski", "sky", "ska", "cki", "czyk", "wicz", "vich", "vić", "ić",
    "enko", "chuk", "ov", "ova", "ev", "eva", "yev", "yan", "shvili", "dze", "oglu", "oğlu", "zade",
    "zadeh", "poulos", "idis", "akis", "escu", "eanu", "zai", "pour", "nejad", "wala", "swamy",
    "bhai", "berg", "stein", "baum", "feld", "mann", "meier", "meyer", "huber", "ström", "qvist",
    "lund", "gaard", "moto", "yama", "kawa", "mura", "shima", "sawa", "guchi", "wardena", "singhe",
)  # fmt: skip
#: What an aircraft, a missile or a gun is called: "An-26", "F-16".
DESIGNATION = re.compile(r"(?!G|I-|COP|Covid)[A-Z][a-zA-Z]?-\d{1,3}[A-Z]{0,2}s?")
FIRST_PLACES = _words(
    "San Santa St St. Saint Sainte Port New Los Las El La Le Villa Ciudad Puerto Tel Bad "
    "Sankt Mount Mt."
)
SAINTS = _words("St St. Saint")
SHIPS = _words("MV MS SS HMS USS RRS HMAS HMCS INS MT FV RMS USNS")
#: The first words of names that go by the rest alone.
FOREWORDS = SHIPS | _words("Hurricane Typhoon Cyclone Storm Lake Mount Cape")
#: Last words of companies that are often named for a person.
COMPANIES = _words(
    "Inc Inc. Ltd Ltd. Limited LLC LLP PLC plc Corp Corp. Co Co. AB AG SA NV AS ASA Oy SpA "
    "SE GmbH KG Sons Holdings Group Motors Pharmaceuticals Semiconductor Industries Brothers "
    "Bros"
)
#: Last words of clubs that go by the name of their town.
CLUBS = _words(
    "Town United City Rovers Athletic Wanderers Albion FC AFC CF SC Rangers Hotspur Argyle "
    "County Orient Harriers Thistle Alexandra"
)
#: What may be a surname as well as what a place is.
BORNE = _words(
    "Mountain Cliff Brook Hill Hall Lane Banks Park Church House Castle Mills Bridge Lake "
    "Moor Pool Way Marsh Stone Rock Wall Street Temple Gates Woods Rivers Field Peak Forest "
    "Towers Bay Glen Parish Mount Hills"
)
#: What a centre does that is a body rather than a building.
STUDIES = _words(
    "Warning Control Monitoring Policy Studies Information Legal Law Crisis Coordination "
    "Prevention Security Rights Hurricane Seismological Statistics Counterterrorism Crime "
    "Cancer Science Documentation Justice Innovation"
)
_NATURE = _words(
    "Mount Mt Mt. Lake Cape Gulf Strait River Cerro Monte Pico Sierra Jebel Jabal Gunung "
    "Loch Lough Glen Isla Islas Isle Île Îles Lago Laguna Lac Bahía Golfo Cabo Wadi Río Mont"
)
_STORMS = _words("Hurricane Typhoon Cyclone Storm Operation")
_BODIES = _words(
    "Channel Radio Team Air Real Sporting Grupo Banco Banque AC Racing Deportivo Olympique "
    "Lokomotiv Spartak Dinamo Hapoel Maccabi VfB VfL TSG SV CD CF SC UD RC Universidad "
    "Universität Université Università Universidade Instituto Institut Istituto Ecole École "
    "Hochschule Movimiento Frente Bank Ministère Cinémathèque FC AS CSKA Dynamo Inter "
    "Ministerio Partido Parti Al-Jazeera Alianza Asociación Association Federación Fundación "
    "Fondation Fondazione Stiftung Société Compagnie Compañía Crédit Caisse Caja Tribunal "
    "Corte Cámara Télé TV TC Studio Club Atlético Athletic Borussia Eintracht Union Deutsche "
    "Deutscher Ente Empresa Consejo Conseil Comité Colegio Collège Politecnico Polytechnique "
    "Académie Accademia Jamiat Hizb Ansar Jaish Lashkar Harakat Komisi Partai Bharatiya "
    "Tehreek Tehrik PT OAO ZAO Perum"
)
_BUILT = _words(
    "Hotel Camp Fort Stade Estadio Palais Plaza Stadio Calle Avenida Rue Via Piazza Puerta "
    "Palazzo Château Castello Schloss Teatro Théâtre Museo Musée Galleria Galerie Gare "
    "Aeropuerto Aéroport Parc Parque Puente Pont Torre Casa Iglesia Basilica Masjid"
)
#: First words that tell what a name of several words is.
FIRST = {
    **dict.fromkeys(_NATURE, "location"),
    **dict.fromkeys(SHIPS, "artifact"),
    **dict.fromkeys(_STORMS, "event"),
    **dict.fromkeys(_BODIES, "organization"),
    **dict.fromkeys(_BUILT, "facility"),
}
JOURNALS = _words("Journal Letters Proceedings Annals Review Reviews")
_NUMERALS = frozenset("IVXL")


def is_number(word: str) -> bool:
    """Whether a word is a Roman number."""
    return len(word) > 1 and not set(word) - _NUMERALS

"""The forms of Spanish, French and German verbs, from their lemma, as the news uses them.

Only the third person and the little else that reports: a form that is missing is listed in the
lexicon. Wrong forms that no text has ("pede") do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.text.inflection import Tense, inflections

Forms = dict[str, frozenset[Tense]]
"""Each form of a verb with what it may be: one form can be finite and a participle."""

#: What a lexicon may name as its conjugation; with "listed" it lists every form itself.
CONJUGATIONS = ("english", "spanish", "french", "german", "listed")

_SPANISH = {
    "ar": ("a an ó aron aba aban ará arán aría arían e en o amos é", "ado", "ando"),
    "er": ("e en ió ieron ía ían erá erán ería erían o emos í", "ido", "iendo"),
    "ir": ("e en ió ieron ía ían irá irán iría irían o imos í", "ido", "iendo"),
}
_FRENCH = {
    "er": ("e ent ait aient a èrent era eront erait eraient ons", "é ée és ées", "ant"),
    "ir": ("it issent issait issaient irent ira iront irait iraient", "i ie is ies", "issant"),
    "re": ("d dent dait daient dit dirent dra dront drait draient", "du due dus dues", "dant"),
}
_UNSTRESSED = ("be", "er", "ver", "ent", "emp", "zer", "miss", "ge", "wider", "unter", "über",
               "hinter")  # fmt: skip
_PARTS = (Tense.FINITE, Tense.PARTICIPLE, Tense.ING, Tense.BASE)


def forms_of(conjugation: str, lemma: str, listed: str = "") -> Forms:
    """Every form of a verb by a conjugation, and those that are listed.

    English lists the past forms that are irregular. The others list all forms that a rule does not
    give, in up to four groups parted by semicolons: finite; participles; in -ing; infinitives.
    """
    if conjugation == "english":
        return {form: frozenset({tense}) for form, tense in inflections(lemma, listed).items()}
    regular = {"spanish": _spanish, "french": _french, "german": _german}.get(conjugation, _base)
    forms: dict[str, set[Tense]] = {}
    groups = [[each.strip() for each in group.split(",")] for group in listed.split(";")]
    for tense, group in [*regular(lemma), *zip(_PARTS, groups, strict=False)]:
        for form in group:
            if form:
                forms.setdefault(form, set()).add(tense)
    return {form: frozenset(tenses) for form, tenses in forms.items()}


Regular = list[tuple[Tense, Iterable[str]]]


def _base(lemma: str) -> Regular:
    return [(Tense.BASE, (lemma,))]


def _spanish(lemma: str) -> Regular:
    plain = lemma.removesuffix("se") if lemma.endswith(("arse", "erse", "irse")) else lemma
    endings = _SPANISH.get(plain[-2:])
    return _made(lemma, plain[:-2], endings) if endings else _base(lemma)


def _french(lemma: str) -> Regular:
    endings = _FRENCH.get(lemma[-2:])
    if endings is None:
        return _base(lemma)
    # "répondre" loses its d, which the endings have.
    stem = lemma[:-3] if lemma.endswith("dre") else lemma[:-2]
    forms = _made(lemma, stem, endings)
    soft = {"c": "ç", "g": "ge"}.get(stem[-1:])
    if lemma.endswith("er") and soft:
        return [(tense, [_softened(stem, form, soft) for form in some]) for tense, some in forms]
    return forms


def _softened(stem: str, form: str, soft: str) -> str:
    """The form with its c or g written as it is spoken before a: "annonça", "jugeait"."""
    ending = form[len(stem) :]
    return stem[:-1] + soft + ending if ending[:1] in "ao" and ending else form


def _made(lemma: str, stem: str, endings: tuple[str, str, str]) -> Regular:
    parts = (Tense.FINITE, Tense.PARTICIPLE, Tense.ING)
    made: Regular = [
        (tense, [stem + ending for ending in group.split()])
        for tense, group in zip(parts, endings, strict=True)
    ]
    return [*made, (Tense.BASE, (lemma,))]


def _german(lemma: str) -> Regular:
    stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    inner = "e" if stem.endswith(("t", "d", "chn", "ffn", "dn", "gn")) else ""
    finite = [stem + inner + ending for ending in ("t", "te", "ten")] + [stem + "e", lemma]
    joined = lemma.startswith(_UNSTRESSED) or lemma.endswith("ieren")
    participle = ("" if joined else "ge") + stem + inner + "t"
    return [
        (Tense.FINITE, finite),
        (Tense.PARTICIPLE, (participle,)),
        (Tense.BASE, (lemma,)),
    ]


def prefixed(particle: str, forms: Forms) -> Forms:
    """The forms of a verb with a particle where they are one word: "mitteilte", "mitzuteilen"."""
    made = {particle + form: tenses for form, tenses in forms.items()}
    for form, tenses in forms.items():
        if Tense.BASE in tenses:
            made[f"{particle}zu{form}"] = frozenset({Tense.BASE})
    return made

"""Verbs that report what is quoted beside them, in the languages of the news.

A short list for deciding what quotation marks and dashes are for. Who said what is found with the
lexicon of a language, which knows far more.
"""

from __future__ import annotations

import regex

from annotator.text.words import QUOTING_VERBS, SAID_VERBS

_OTHERS = regex.compile(
    # French, alone and with its pronoun behind a hyphen
    r"(?:(?:dit|disent|dis|demand[ae]|répond(?:it|s)?|(?:s['\u2019])?(?:écri|exclam)[ae]|ajout[ae]|"
    r"murmur[ae]|répliqu[ae]|repri(?:t|s)|lan(?:ce|ça)|expliqu[ae]|assur[ae]|confi[ae]|racont[ae]|"
    r"soupir[ae]|fit|affirm[ae]|déclar[ae]|estim[ae]|soulign[ae])(?:-(?:t-)?(?:ils?|elles?|je|on))?"
    # Spanish, Portuguese, Italian
    r"|dij(?:[oe]|eron|imos)|dice[ns]?|pregunt[óa]|respond(?:ió|e|eu)|añad(?:ió|e)|contest[óa]|"
    r"explic[óa]|exclam[óa]|señal[óa]|afirm[óa]|asegur[óa]|murmur[óa]|grit[óa]|declar[óa]|"
    r"disse(?:ram)?|diz|pergunt(?:ou|a)|afirm(?:ou|a)|explic(?:ou|a)|chiese|rispose|aggiunse|"
    r"esclamò|dice|detto"
    # German, Dutch, Swedish, Finnish
    r"|sagt(?:e|en)?|fragt(?:e|en)?|antwortete|rief|erklärt(?:e|en)?|meint(?:e|en)?|betont(?:e|en)?|"
    r"zei|zegt|vroeg|sa|sade|säger|sanoi|sanoo|kertoi"
    # Russian, Ukrainian, Polish, Czech
    r"|сказал[аи]?|спросил[аи]?|ответил[аи]?|говорит|говорил[аи]?|добавил[аи]?|заявил[аи]?|"
    r"пояснил[аи]?|отметил[аи]?|воскликнул[аи]?|подчеркнул[аи]?|рассказал[аи]?|сказав|"
    r"powiedzia(?:ł|ła|ł?em)|zapyta(?:ł|ła)|odpowiedzia(?:ł|ła)|odpar(?:ł|ła)|mówi|doda(?:ł|ła)|"
    r"krzykn(?:ął|ęła)|řekl[ao]?|uvedl[ao]?"
    # Arabic, Hebrew, Persian
    r"|قال|قالت|وقال|أضاف|وأضاف|אמר|אמרה|אמרו|گفت)",
    regex.IGNORECASE,
)
_UNSPACED = regex.compile(r"(?:说|說|道|称|稱|表示|指出|强调|強調|告诉|と(?:述|言|語|話|答))")


def says(word: str) -> bool:
    """Whether a word is a verb of saying, in any of the languages known."""
    lower = word.lower()
    return (
        lower in SAID_VERBS
        or lower in QUOTING_VERBS
        or _OTHERS.fullmatch(lower) is not None
        or _UNSPACED.search(lower) is not None
    )

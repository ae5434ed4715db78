"""The control words of rich text (RTF) that matter to its text, by what they do."""

from __future__ import annotations

CHARACTERS = {
    "bullet": "\u2022",
    "emdash": "\u2014",
    "emspace": "\u2003",
    "endash": "\u2013",
    "enspace": "\u2002",
    "ldblquote": "\u201c",
    "lquote": "\u2018",
    "ltrmark": "\u200e",
    "qmspace": "\u2005",
    "rdblquote": "\u201d",
    "rquote": "\u2019",
    "rtlmark": "\u200f",
    "tab": "\t",
    "zwbo": "\u200b",
    "zwj": "\u200d",
    "zwnbo": "\u2060",
    "zwnj": "\u200c",
    # symbols: a backslash and one character
    "~": "\u00a0",
    "-": "\u00ad",
    "_": "\u2011",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
"""Words that stand for a character."""

_UNSEEN = """
annotation atnauthor atndate atnicn atnid atnparent atnref bkmkend bkmkstart colorschememapping
colortbl datafield datastore do docvar factoidname falt fchars ffdeftext ffl fldinst fname fontemb
fontfile fonttbl footer footerf footerl footerr formfield ftncn ftnsep ftnsepc generator gridtbl
header headerf headerl headerr hlinkbase info keycode latentstyles lchars listlevel listname
listoverridetable listpicture liststylename listtable listtext lsdlockedexcept mmath nextfile
nonshppict objalias objclass objdata objname objtime oldcprops oldpprops oldsprops oldtprops panose
passwordhash pict pnseclvl pntext pntxta pntxtb private protend protstart protusertbl pxe revtbl
rsidtbl rxe shpinst staticval stylesheet svb tc template themedata upr userprops wgrffmtfilter
windowcaption writereservation xe xform xmlattrname xmlattrvalue xmlclose xmlname xmlnstbl xmlopen
"""
UNSEEN = frozenset(_UNSEEN.split())
"""Groups that begin with one of these are no text of the article."""

CHARACTER_SETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp437",
}
"""How the text of a font is encoded, by the number of its character set."""

CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
"""How the text of a file is encoded, where it does not say a number."""

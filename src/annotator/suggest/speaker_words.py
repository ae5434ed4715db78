"""The English words by which a text takes somebody up again: pronouns, roles, kin and bodies."""

from __future__ import annotations

from functools import cache
from typing import Literal

from annotator.text.words import TITLE_HEADS

Gender = Literal["female", "male"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HE = _words("he him his himself")
SHE = _words("she her hers herself")
IT = _words("it its itself")
THEY = _words("they them their theirs themselves")
FIRST = _words("i me my mine myself")
WE = _words("we us our ours ourselves")
RELATIVE = _words("who whom which that")
POSSESSIVES = _words("his her its their")
DETERMINERS = _words("the this that these those his her its their our my your")
INDEFINITE = _words(
    "a an one two three four five six seven eight nine ten some several many most few other others "
    "another any both each every no nobody everyone everybody someone somebody anyone dozens "
    "hundreds thousands more"
)
#: Words between the head of a noun phrase and what says more of it.
LINKS = _words("of for at from to with in on by as who which that whose there here near")

MALE_WORDS = _words(
    "mr sir lord father brother son husband uncle nephew grandfather stepfather widower boyfriend "
    "man boy gentleman king prince duke count baron emperor chairman spokesman businessman "
    "congressman councilman policeman fireman fisherman salesman clergyman priest monk actor "
    "waiter herr señor don monsieur sheikh imam statesman groom"
)
FEMALE_WORDS = _words(
    "mrs ms miss dame lady mother sister daughter wife aunt niece grandmother stepmother widow "
    "girlfriend woman girl queen princess duchess countess baroness empress chairwoman "
    "spokeswoman businesswoman congresswoman councilwoman policewoman actress nun waitress "
    "frau señora doña madame bride midwife"
)

#: Words for one role; a phrase with one of a line may take up somebody described with another.
_ALIKE = """
executive ceo boss chief head director
lawyer attorney solicitor barrister counsel defender advocate
prosecutor attorney
leader head chief president chairman chairwoman chair
chairman chair chairwoman chairperson head president
doctor dr paediatrician pediatrician physician surgeon gp oncologist cardiologist \
  epidemiologist virologist medic psychiatrist
scientist researcher professor biologist physicist chemist geologist climatologist \
  epidemiologist virologist ecologist astronomer academic scholar historian economist
campaigner activist founder organiser organizer protester
reporter journalist correspondent editor writer columnist broadcaster
defendant accused suspect
officer policeman policewoman constable sergeant inspector detective sheriff superintendent
player midfielder striker goalkeeper defender captain forward winger batsman bowler pitcher
coach manager trainer
athlete runner swimmer sprinter cyclist champion skier
politician senator minister congressman congresswoman mp lawmaker legislator deputy \
  representative councillor candidate
minister secretary
premier minister
envoy ambassador diplomat
monarch king queen
soldier general colonel captain commander sergeant lieutenant
judge justice magistrate
spokesman spokeswoman spokesperson
teacher headteacher principal schoolteacher
singer musician star artist songwriter guitarist composer conductor
writer author novelist poet playwright
businessman businesswoman entrepreneur founder owner billionaire investor
farmer grower
priest bishop archbishop cardinal pope vicar pastor cleric pontiff imam rabbi
official commissioner secretary director
wife widow
expert analyst economist researcher professor scientist
"""
_BODIES_ALIKE = """
company firm business manufacturer maker operator group corporation giant retailer employer \
  carrier airline builder developer producer supplier publisher start-up startup chain \
  utility conglomerate lender brand
bank lender
union association guild federation
group organisation organization association charity campaign ngo network movement coalition \
  foundation alliance
party
ministry department office
government administration cabinet
agency regulator watchdog authority commission body board inspectorate bureau service
club team side
council authority
court tribunal
parliament assembly congress senate house legislature
university college school institute institution academy
hospital clinic trust
police force department
army military forces navy
newspaper paper daily weekly magazine broadcaster station channel agency tabloid outlet
bloc union alliance
church diocese
commission panel inquiry committee
"""


def _alike(lines: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lines.splitlines():
        words = _words(line)
        for word in words:
            found[word] = found.get(word, frozenset()) | words
    return found


@cache
def roles_like() -> dict[str, frozenset[str]]:
    """By the word of a role, the words that may stand for the same person."""
    return _alike(_ALIKE)


@cache
def bodies_like() -> dict[str, frozenset[str]]:
    """By the word for a kind of body, the words that may stand for the same one."""
    return _alike(_BODIES_ALIKE)


def is_personal(word: str) -> bool:
    """Whether a word is what one person is or does."""
    known = word in roles_like() or word in TITLE_HEADS or word in RELATIVES
    return known or word.endswith(_PERSONAL) or word in MALE_WORDS or word in FEMALE_WORDS


#: Kinds of body that a name which says nothing of its kind may well be.
NAMELESS_KINDS = _words(
    "company firm business manufacturer maker operator group corporation giant retailer employer "
    "carrier airline builder developer producer supplier publisher chain organisation organization "
    "charity party club team side newspaper paper broadcaster lender conglomerate brand startup"
)

#: What somebody is of whom a verb says this: "who leads the union" makes a leader.
AGENTS = {
    "leads": "leader", "led": "leader", "heads": "head", "headed": "head", "runs": "head",
    "ran": "head", "chairs": "chairman", "chaired": "chairman", "founded": "founder",
    "defends": "lawyer", "represents": "lawyer", "owns": "owner", "manages": "manager",
    "directs": "director", "coaches": "coach", "edits": "editor", "teaches": "teacher",
    "studies": "researcher", "studied": "researcher", "governs": "president", "prosecutes":
    "prosecutor", "campaigns": "campaigner", "commands": "commander",
    "accused": "defendant", "charged": "defendant", "pleaded": "defendant", "arrested": "suspect",
}  # fmt: skip

_PERSONAL = ("er", "or", "ist", "ian", "man", "woman", "person", "eer")
RELATIVES = _words(
    "father mother brother sister son daughter husband wife uncle aunt nephew niece grandfather "
    "grandmother widow widower partner cousin parents"
)
SPOKES = _words("spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen")
#: Heads of phrases that mean several people, who are rarely named.
CROWD_ENDINGS = ("s", "people", "police", "men", "women", "children")
#: Last words of the names of companies.
COMPANY_WORDS = _words(
    "inc ltd plc corp corporation co llc gmbh ag sa nv holdings group metals motors airlines "
    "airways energy oil gas steel foods pharma pharmaceuticals technologies systems industries "
    "ferries media software electronics partners ventures insurance mining capital brothers sons "
    "logistics shipping power water telecom mobile networks solutions stores markets brewery "
    "works mills chemicals railways lines express entertainment studios games labs robotics"
)

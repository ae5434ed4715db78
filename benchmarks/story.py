"""How much of a new article of a story the desk's memory proposes, and how long a look-up takes.

Run with `python -m benchmarks.story`. The story is `tests/data/story.txt`: twelve invented articles
with every name, title, date and amount marked. Ten are annotated as an analyst would, the eleventh
is opened; then eleven and the twelfth. A mention counts when its place and type are those of the
gold, a link when its entity is.
Last, the twelve are done and a model is trained: whether it would be used, and how long it takes.
Targets: 60 of 100 mentions proposed by memory at a precision of 0.95; a look-up below 5 ms.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from annotator.commands.linking import entity_for, level_for, remember_name  # noqa: E402
from annotator.model.document import DocumentState  # noqa: E402
from annotator.model.entity import Entity  # noqa: E402
from annotator.model.ids import DocumentId, EntityId, MentionId  # noqa: E402
from annotator.model.mention import Mention  # noqa: E402
from annotator.model.span import Span  # noqa: E402
from annotator.model.suggestion import SuggestedMention  # noqa: E402
from annotator.session import Session  # noqa: E402
from annotator.session.importing import import_text  # noqa: E402
from annotator.session.knowing import known_for  # noqa: E402
from annotator.session.lexicons import Lexicons  # noqa: E402
from annotator.session.model_folder import ModelFacts, ModelFolder  # noqa: E402
from annotator.session.projects import create_project, lexicon  # noqa: E402
from annotator.session.training import train_model  # noqa: E402
from annotator.store.queries import Queries  # noqa: E402
from annotator.store.store import Store  # noqa: E402
from annotator.suggest.base import Desk, Suggester  # noqa: E402
from annotator.suggest.crf import is_installed  # noqa: E402
from annotator.suggest.engine import suggested  # noqa: E402
from annotator.suggest.memory import Memory  # noqa: E402
from annotator.suggest.registry import installed  # noqa: E402
from benchmarks.common import Report, Times, invented_text, parser  # noqa: E402

STORY = ROOT / "tests" / "data" / "story.txt"
ENTITIES = 100_000
_MARKED = re.compile(r"\[([^|\]]+)\|([a-z]+)(?:\|([^\]]+))?\]")
_A_STEP = 25_000
_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "ro", "su")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention of the gold."""

    span: Span
    type: str
    entity: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the story with its gold."""

    text: str
    gold: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """How the mentions that were proposed compare with the gold."""

    right: int
    found: int
    gold: int
    links: int
    linked: int

    @property
    def recall(self) -> float:
        """The share of the gold that was proposed."""
        return self.right / self.gold

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right."""
        return self.right / max(1, self.found)


def story(path: Path = STORY) -> list[Article]:
    """The articles of the story."""
    _, *parts = re.split(r"^== \d+\n", path.read_text("utf-8"), flags=re.MULTILINE)
    return [_article(part) for part in parts]


def _article(marked: str) -> Article:
    text, gold, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        span = Span(len(text), len(text) + len(match[1]))
        gold.append(Marked(span, match[2], match[3] or match[1]))
        text, at = text + match[1], match.end()
    return Article(text + marked[at:], tuple(gold))


def annotate(session: Session, article: Article, title: str) -> DocumentId:
    """Bring an article in and tag it as an analyst would, who links surnames to the person."""
    document = import_text(session.store, article.text, title).imported[0]
    session.open_document(document)
    with session.store.transaction("Tag the article") as tx:
        for each in article.gold:
            surface = each.span.of(article.text)
            level = level_for(session, each.type, surface)
            known = session.store.queries.entities.named(each.entity, each.type)
            entity = known[0].id if known else entity_for(session, tx, each.type, surface, level)
            remember_name(session, tx, entity, surface)
            tx.add(
                Mention(
                    MentionId(0), document, each.type, (each.span,), tx.provenance(),
                    level=level, entity=entity,
                )
            )  # fmt: skip
    return document


def proposed(
    queries: Queries, document: DocumentId, *suggesters: Suggester
) -> Iterator[SuggestedMention]:
    """The mentions that suggesters propose of a document that nobody has annotated."""
    annotated = queries.annotated(document)
    desk = Desk(lexicon(), known_for(queries, annotated.text))
    for each in suggested(annotated, desk, suggesters):
        if isinstance(each, SuggestedMention):
            yield each


def score(queries: Queries, article: Article, found: Sequence[SuggestedMention]) -> Proposed:
    """Compare what is proposed of an article with its gold."""
    gold = {(each.span, each.type): each.entity for each in article.gold}
    right = [each for each in found if (each.span, each.type) in gold]
    linked = [each for each in found if each.entity is not None]
    good = [
        each
        for each in linked
        if queries.entities.get(each.entity or 0).name == gold.get((each.span, each.type))
    ]
    return Proposed(len(right), len(found), len(gold), len(good), len(linked))


def scores(folder: Path, before: int = 10) -> dict[str, Proposed]:
    """What memory alone, and all suggesters, propose of the article after so many."""
    articles = story()
    store = create_project(folder / f"story-{before}.annotator")
    session = Session(store, lexicon=lexicon())
    for number, article in enumerate(articles[:before], 1):
        annotate(session, article, f"Part {number}")
    new = articles[before]
    document = import_text(store, new.text, "New").imported[0]
    every = installed().all
    by = {"memory": (Memory(),), "all": every}
    found = {
        name: score(store.queries, new, list(proposed(store.queries, document, *suggesters)))
        for name, suggesters in by.items()
    }
    session.close()
    return found


def train_on_story(folder: Path, report: Report) -> None:
    """Train a model on the whole story, and print its figures."""
    store = create_project(folder / "done.annotator")
    session = Session(store, lexicon=lexicon())
    for number, article in enumerate(story(), 1):
        document = store.queries.documents.get(annotate(session, article, f"Part {number}"))
        with store.transaction("Mark done") as tx:
            tx.replace(replace(document, state=DocumentState.DONE))
    made: list[ModelFacts] = []
    kept, words = ModelFolder(folder / "models" / "story"), lexicon()
    times = Times.repeated(
        lambda: made.append(train_model(store.queries, Lexicons(words), kept, lambda: "now")), 3
    )
    report.times("a model trained", len(story()), times)
    report.value("F by rules and memory", made[0].mentions, made[0].rules, "")
    report.value("F with the model", made[0].mentions, made[0].model, "")
    session.close()


def invented_name(number: int) -> str:
    """One of 100,000 names; some hundred share a surname."""
    given = "".join(_SYLLABLES[int(digit)] for digit in f"{number % 1000:03}")
    surname = "".join(_SYLLABLES[int(digit)] for digit in f"{number % 997:04}")
    return f"{given.capitalize()} {surname.capitalize()}"


def large_desk(path: Path, entities: int = ENTITIES) -> Store:
    """A project that knows so many persons, each by the surname as well."""
    store = create_project(path)
    for first in range(0, entities, _A_STEP):
        with store.transaction("Know people") as tx:
            for number in range(first, min(first + _A_STEP, entities)):
                name = invented_name(number)
                alias = (f"{name.split()[1]} {number % 89}",)
                tx.add(Entity(EntityId(0), name, "person", tx.provenance(), aliases=alias))
    return store


def text_with(names: int, length: int = 3_000) -> str:
    """An invented article of some length in which so many of the names stand."""
    chance, words = random.Random(5), invented_text(length).split()  # noqa: S311 - no secret
    for at in range(0, len(words), max(1, len(words) // names)):
        words[at] = invented_name(chance.randrange(ENTITIES))
    return " ".join(words)


def main() -> None:
    """Measure what is proposed of the eleventh and the twelfth article, and the look-up."""
    given = parser(__doc__).parse_args()
    report = Report("story", given.json)
    with TemporaryDirectory() as folder:
        for before in (10, 11):
            for by, found in scores(Path(folder), before).items():
                report.value(f"article {before + 1}, {by}: recall", found.gold, found.recall, "")
                report.value(
                    f"article {before + 1}, {by}: precision", found.found, found.precision, ""
                )
                report.value(
                    f"article {before + 1}, {by}: links right", found.linked, found.links, ""
                )
        if is_installed():
            train_on_story(Path(folder), report)
        store = large_desk(Path(folder) / "large.annotator")
        for names in (10, 40):
            text = text_with(names)
            look = Times.repeated(lambda text=text: known_for(store.queries, text), 50)
            report.times(f"look-up, {names} names", ENTITIES, look)
        store.close()
    report.finish()


if __name__ == "__main__":
    main()

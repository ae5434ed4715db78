"""What was found so far in a text under layers, and what of it had to be left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.formats.layers.known import Known
from annotator.formats.layers.nodes import LayeredText, Node
from annotator.formats.losses import Tally
from annotator.model.ids import MentionId, Ref
from annotator.model.mention import Mention
from annotator.model.span import Span

NO_WIDTH = "marks of no width"
_MOST_NAMED = 40


@dataclass(slots=True)
class Found:
    """`refs` says what became of a node; the id of a mention is its number in the list, from 1."""

    layered: LayeredText
    known: Known
    tally: Tally = field(default_factory=Tally)
    refs: dict[Node, Ref] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    def tell(self, what: str, node: Node) -> None:
        """Count something of a node that is left out, with its place."""
        where = f", {node.where}" if node.where else ""
        self.tally.add(what, f"{self.layered.name}{where}: {short(node.type)[:_MOST_NAMED]}")

    def span(self, node: Node) -> Span | None:
        """The place of a node; one that has none, or is empty, is told."""
        if node.start is None or node.end is None:
            return None
        if node.start >= node.end:
            self.tell(NO_WIDTH, node)
            return None
        return Span(node.start, node.end)

    def mention(self, node: Node) -> Mention | None:
        """The mention that a node became, if it did."""
        ref = self.refs.get(node)
        return self.mentions[ref.id - 1] if ref is not None and ref.kind == "mention" else None

    def mention_id(self, node: Node) -> MentionId | None:
        """The id of the mention that a node became, if it did."""
        mention = self.mention(node)
        return mention.id if mention else None


def short(type: str) -> str:
    """The name of a type without its package."""
    return type.rpartition(".")[2]

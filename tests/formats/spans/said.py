"""What a graph of stretches can say of a project, in a form that can be compared."""

from collections import Counter, defaultdict

from annotator.model.ids import Ref
from annotator.model.provenance import Status


def accepted(values):
    return [each for each in values if each.provenance.status is Status.ACCEPTED]


def said(content):
    """Texts, mentions, clusters, statements and links between them; nothing of what is lost."""
    told = []
    relations = list(content.relations)
    for document in content.documents:
        mentions = accepted(document.mentions)
        statements = accepted(document.statements)
        names = {Ref("mention", each.id): (each.type, each.spans) for each in mentions}
        names |= {Ref("statement", each.id): (each.kind, each.content) for each in statements}
        clusters = defaultdict(list)
        for each in mentions:
            if each.entity is not None:
                clusters[each.entity].append((each.type, each.spans))
        links = [
            (each.type, names[each.source], names[each.target])
            for each in accepted(relations)
            if each.source in names and each.target in names
        ]
        told.append(
            (
                document.text,
                Counter(names[Ref("mention", each.id)] for each in mentions),
                Counter(tuple(sorted(each)) for each in clusters.values() if len(each) > 1),
                Counter(_statement(each, mentions, names, document.text) for each in statements),
                Counter(links),
            )
        )
    return told


def _statement(each, mentions, names, text):
    source = each.source
    words = None
    if source and source.span:
        words = source.span
    elif source and source.mention is not None:
        words = names.get(Ref("mention", source.mention))
    parent = names.get(Ref("statement", each.parent)) if each.parent is not None else None
    return (each.kind, each.content, each.cue, words, parent)

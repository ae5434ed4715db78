"""A project as texts under layers, one after another, whatever the format they are written in."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.file_names import FileNames
from annotator.formats.layers.links_out import add_links, left_over
from annotator.formats.layers.nodes import LayeredText
from annotator.formats.layers.project_out import project_layers
from annotator.formats.layers.shared import Shared
from annotator.formats.layers.sources import PROJECT
from annotator.formats.layers.text_out import TextOut


def written_texts(shared: Shared) -> Iterator[LayeredText]:
    """Each article with all that lies in it, called as its file is to be, without an ending."""
    names = FileNames()
    for annotated in shared.content.documents:
        out = TextOut(annotated, shared)
        layered = out.layered(names.stem(annotated.document))
        add_links(out)
        yield layered


def project_text(shared: Shared) -> LayeredText | None:
    """What lies beside all articles, for a file of its own; None where there is nothing."""
    layered = project_layers(shared, PROJECT)
    left_over(shared)
    return layered

"""The names of the model and of our own additions to it."""

from __future__ import annotations

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OURS = {"annotator": "urn:annotator:"}
"""The prefix under which everything stands that the model has no word for."""
FILE = "annotations.jsonld"
TEXTS = "texts"
PROJECT = "annotator:project"
OBJECTS = {"mention": "annotator:mention", "statement": "annotator:statement"}
"""Where the native object of an annotation stands, by its kind."""
POSITION, QUOTE, FRAGMENT = "TextPositionSelector", "TextQuoteSelector", "FragmentSelector"
COMPOSITE = "Composite"

"""The options that all formats of layers have."""

from __future__ import annotations

MAPPING = {"help": "A TOML file that says what the layers are (docs/layers.md); ours if not given."}
TYPES = {"help": "How types are called: own, or as a tag set has them (conll, ontonotes)."}
PROVENANCE = {"help": "Write who made each annotation, when and how (yes or no)."}

"""Annotator: read a news article and record who said what."""

__version__ = "0.1.0"

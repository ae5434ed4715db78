"""Formats of labelled stretches with links between them: Prodigy, spaCy, doccano, Label Studio."""

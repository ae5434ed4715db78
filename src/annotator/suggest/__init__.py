"""Proposes mentions and statements: an annotated document in, suggestions out; writes nothing."""

"""The native format as JSON Lines, one document a line; docs/format.md describes it."""

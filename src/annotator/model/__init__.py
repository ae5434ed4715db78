"""The values of the domain and their rules; see docs/schema.md for the words."""

"""REFI-QDA projects (QDPX), which programs for qualitative analysis exchange (qdasoftware.org)."""

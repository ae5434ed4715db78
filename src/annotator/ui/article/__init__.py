"""The article: text outside Qt, painted a page at a time with everything annotated on it."""

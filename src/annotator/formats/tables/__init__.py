"""Tables of what is in a project: documents, mentions, entities, statements, claims and links."""

"""Articles out of the files in which they come: web pages, PDF, office documents, books."""

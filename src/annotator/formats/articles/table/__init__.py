"""Tables of articles: one a row, its text in one column and what is said of it in others."""

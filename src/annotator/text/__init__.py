"""Pure functions over text and spans: words, sentences, quotation marks, search, attribution."""

"""Reports to read, print and send: articles with their annotations, without the program."""

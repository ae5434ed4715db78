"""What opens over the window: questions and their answers. None of it blocks the window."""

"""What is inconsistent in annotations, and how far two sets of them agree."""

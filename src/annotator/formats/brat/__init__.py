"""Brat standoff, in and out: a text file and an annotation file for each document."""

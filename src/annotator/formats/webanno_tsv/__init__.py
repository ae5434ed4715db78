"""WebAnno TSV 3, in which INCEpTION and WebAnno hand over annotated tokens; see docs/layers.md."""

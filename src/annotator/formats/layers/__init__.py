"""Articles as layers of annotations, the way UIMA and INCEpTION see them, and back."""

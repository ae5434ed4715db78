"""Importers and exporters: bytes of a file to annotated documents and back."""

"""The window: widgets, painting and keys. The only package that imports PySide6."""

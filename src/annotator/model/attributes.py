"""Extra named values on objects, declared in the schema."""

from __future__ import annotations

AttributeValue = str | float | int | bool | tuple[str, ...]

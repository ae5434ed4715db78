"""Annotator: read a news article and record who said what.

`annotator.open(project)` gives notebooks and scripts what is in a project: see `annotator.api`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.api import Document, Project, Said, compare, create, open  # noqa: A004 - as in the docs

__all__ = ["Document", "Project", "Said", "__version__", "compare", "create", "open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the API has under the name
    """What the API offers; it is loaded when it is first wanted, so that the window starts fast."""
    if name in __all__:
        from annotator import api  # noqa: PLC0415 - see above

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

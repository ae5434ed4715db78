"""What is open and where the reader is: the state that commands change and views show."""

from annotator.session.ports import (
    Choice,
    ChoiceQuestion,
    Geometry,
    Host,
    PathsQuestion,
    Progress,
    ReportProgress,
    Safekeeping,
    SaveQuestion,
    TextQuestion,
    UserInterface,
    Watch,
)
from annotator.session.session import Session
from annotator.session.state import Edge, Mode, Moved, Panel, Preview, Shown, Topic, ViewState

__all__ = [
    "Choice",
    "ChoiceQuestion",
    "Edge",
    "Geometry",
    "Host",
    "Mode",
    "Moved",
    "Panel",
    "PathsQuestion",
    "Preview",
    "Progress",
    "ReportProgress",
    "Safekeeping",
    "SaveQuestion",
    "Session",
    "Shown",
    "TextQuestion",
    "Topic",
    "UserInterface",
    "ViewState",
    "Watch",
]

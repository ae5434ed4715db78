"""A program around a session that remembers what it was asked."""

from __future__ import annotations

from pathlib import Path


class StubHost:
    """Opens nothing; has a clipboard."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.clipboard = "A pasted line.\n\nThe mill will close, the owner said.\n"

    def open_project(self, path: Path) -> None:
        self.asked.append(f"open {path.name}")

    def create_project(self, path: Path) -> None:
        self.asked.append(f"create {path.name}")

    def open_again(self) -> None:
        self.asked.append("open again")

    def go_on_in(self, copy: Path) -> None:
        self.asked.append(f"go on in {copy.name}")

    def restore(self, backup: Path) -> None:
        self.asked.append(f"restore {backup.name}")

    def quit(self) -> None:
        self.asked.append("quit")

    def clipboard_text(self) -> str:
        return self.clipboard

    def copy_text(self, text: str) -> None:
        self.clipboard = text

    def close_notice(self) -> bool:
        self.asked.append("close the message")
        return True

"""What is told once about the place of a project: who else writes there, or that locks fail."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStorageInfo

_CLIENTS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
    "pclouddrive": "pCloud",
    "syncthing": "Syncthing",
}
"""How folders that are synchronised begin, in small letters, and with what they are."""
_MARKS = {
    ".dropbox": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
"""Files that such programs leave in the folders that they synchronise."""
_NETWORKS = frozenset(
    ("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "davfs")
)
_MOUNTED_BY = ("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs")
_CONFLICT = r".*(conflicted copy|sync-conflict|case conflict|in conflict)"


def synchronised_by(project: Path) -> str:
    """The program that synchronises the folder of a project; empty where none is known to."""
    for folder in project.resolve().parents:
        for beginning, client in _CLIENTS.items():
            if folder.name.lower().startswith(beginning):
                return client
        for mark, client in _MARKS.items():
            if (folder / mark).exists():
                return client
    return ""


def conflicted_copies(project: Path) -> list[str]:
    """The names of copies that such a program put beside a project, because both had changed."""
    named = re.compile(re.escape(project.stem) + _CONFLICT, re.IGNORECASE)
    try:
        return sorted(p.name for p in project.parent.iterdir() if named.match(p.name))
    except OSError:
        return []


def is_on_network(project: Path) -> bool:
    """Whether a project lies on another computer, where locks often do not work."""
    kind = bytes(QStorageInfo(str(project.parent)).fileSystemType().data())
    return kind.decode("ascii", "replace").lower() in _NETWORKS.union(_MOUNTED_BY)


def warnings(project: Path) -> list[str]:
    """What its reader should know of the place of a project, each in a sentence or two."""
    told, client = [], synchronised_by(project)
    if client:
        words = _tr(
            "%1 lies in a folder that %2 synchronises. Open it on one computer at a time, and wait"
            " there until %2 is through; what it puts over the file is noticed, not merged."
        )
        told.append(words.replace("%1", project.name).replace("%2", client))
    if is_on_network(project):
        words = _tr(
            "%1 lies on a network drive, where two computers may write at once without noticing."
            " Keep it on this computer while you work, and copy it there afterwards."
        )
        told.append(words.replace("%1", project.name))
    copies = conflicted_copies(project)
    if copies:
        words = _tr(
            "Beside %1 lies %2: it was changed on two computers. Each has steps that the other"
            " lacks. Open both, and keep the one that you want."
        )
        told.append(words.replace("%1", project.name).replace("%2", ", ".join(copies[:3])))
    return told


def _tr(words: str) -> str:
    return QCoreApplication.translate("Surroundings", words)

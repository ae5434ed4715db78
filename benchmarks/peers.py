"""The same work on other annotation tools, installed on the spot, and how annotator compares.

Run with `python -m benchmarks.peers --folder PATH [--peers doccano,label_studio] [--json PATH]`.
Each peer gets an environment of its own in the folder (some minutes and a gigabyte the first time;
pip has to reach its registry) and is driven over its own HTTP interface on this machine. So what is
measured of a peer is its server alone; the browser that paints it comes on top. Of annotator it is
the whole way: a key press until the act is painted and on the disk, a start until keys act.
Figures are of 3 KB and 300 KB of invented text, a span for each 40 characters; a ratio is how many
times as long as annotator a peer takes.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.common import Figure, Report, Times, invented_text, parser  # noqa: E402
from benchmarks.peer_http import Http, free_port  # noqa: E402

SIZES = (3_000, 300_000)
CHARACTERS_A_SPAN = 40
_ACTS = 10
_PATIENCE_S = 600
_GRACE_S = 10
Found = dict[tuple[str, int], Times]
ACTS = ("start", "import", "one more span", "export")


@dataclass(frozen=True, slots=True)
class Work:
    """A text with spans that do not overlap, and one more span that is to be added."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, length: int) -> Work:
        """Invented work of a size."""
        text = invented_text(length)
        starts = range(0, length - CHARACTERS_A_SPAN, CHARACTERS_A_SPAN)
        return cls(text, tuple((start, start + 12) for start in starts))

    def more(self, number: int) -> tuple[int, int]:
        """A span that is not among them; another one for each number."""
        start = number * CHARACTERS_A_SPAN + 20
        return start, start + 8


class Peer(Protocol):
    """A tool that can be started, given work, and asked for it."""

    name: str

    def install(self) -> None:
        """Make its environment, where there is none yet."""

    def serve(self) -> None:
        """Start it; returns when it answers."""

    def load(self, work: Work) -> None:
        """Bring in a text with its spans."""

    def annotate(self, span: tuple[int, int]) -> None:
        """Add one span, so that it is stored."""

    def export(self) -> int:
        """Take everything out; how many bytes that was."""

    def stop(self) -> None:
        """End it."""


@dataclass
class Server:
    """A peer's own environment, its processes and a browser's worth of HTTP."""

    folder: Path
    packages: tuple[str, ...]
    name: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.meet()

    def meet(self) -> None:
        """Choose a port, and know nothing of the server there yet."""
        self.port = free_port()
        self.http = Http(f"http://127.0.0.1:{self.port}")

    @property
    def bin(self) -> Path:
        """Where its programs are."""
        return self.folder / "env" / "bin"

    def install(self) -> None:
        """Make the environment, where there is none yet."""
        done = self.folder / "installed"
        if done.exists():
            return
        subprocess.run([sys.executable, "-m", "venv", self.folder / "env"], check=True)  # noqa: S603
        pip = [self.bin / "python", "-m", "pip", "install", "--quiet", *self.packages]
        subprocess.run(pip, check=True)  # noqa: S603
        done.touch()

    def run(self, *words: str) -> None:
        """Run one of its programs to its end."""
        command = [self.bin / words[0], *words[1:]]
        subprocess.run(  # noqa: S603
            command, check=True, env=self.environment(), cwd=self.folder, capture_output=True
        )

    def begin(self, *words: str) -> None:
        """Start one of its programs."""
        log = (self.folder / "server.log").open("ab")
        self.processes.append(
            subprocess.Popen(  # noqa: S603
                [self.bin / words[0], *words[1:]],
                env=self.environment(), cwd=self.folder, stdout=log, stderr=log,
                start_new_session=True,
            )
        )  # fmt: skip

    def environment(self) -> dict[str, str]:
        """Its surroundings: everything that it keeps lies in its folder."""
        kept = {"PATH": f"{self.bin}:{os.environ['PATH']}", "HOME": str(self.folder / "home")}
        return {**os.environ, **kept, "no_proxy": "127.0.0.1,localhost"}

    def stop(self) -> None:
        """End all its processes."""
        for process in self.processes:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(_GRACE_S)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.clear()


class Doccano(Server):
    """doccano with its default SQLite file and its task queue."""

    def __init__(self, folder: Path) -> None:
        # a plain install does not start: these are what it was written for
        packages = ("doccano==1.8.4", "marshmallow<4", "numpy<2", "setuptools<80")
        super().__init__(folder / "doccano", packages, "doccano")
        self._project = self._label = self._example = 0

    def serve(self) -> None:
        """Start web server and queue, and log in."""
        self.meet()
        if not (self.folder / "home" / "doccano").exists():
            (self.folder / "home").mkdir(parents=True, exist_ok=True)
            self.run("doccano", "init")
            self.run("doccano", "createuser", "--username", "ana", "--password", "secret")
        self.begin("doccano", "webserver", "--port", str(self.port))
        self.begin("doccano", "task")
        self.http.wait("/v1/health", _PATIENCE_S)
        given = {"username": "ana", "password": "secret"}
        token = self.http.json("POST", "/v1/auth/login/", given)["key"]
        self.http.forget_cookies()  # with them it would ask for a form's token as well
        self.http.headers["Authorization"] = f"Token {token}"

    def load(self, work: Work) -> None:
        """Upload a line of JSON into a new project and wait for the queue."""
        kind = {"project_type": "SequenceLabeling", "resourcetype": "SequenceLabelingProject"}
        words = {"name": "bench", "description": "-", "guideline": "-"}
        self._project = self.http.json("POST", "/v1/projects", words | kind)["id"]
        spans = [[start, end, "person"] for start, end in work.spans]
        line = json.dumps({"text": work.text, "label": spans}).encode()
        upload = self.http.upload("/v1/fp/process/", "filepond", "bench.jsonl", line)
        self._wait(
            "upload",
            {
                "format": "JSONL", "task": "SequenceLabeling", "uploadIds": [upload.decode()],
                "column_data": "text", "column_label": "label",
            },
        )  # fmt: skip
        base = f"/v1/projects/{self._project}"
        self._example = self.http.json("GET", f"{base}/examples")["results"][0]["id"]
        self._label = self.http.json("GET", f"{base}/span-types")[0]["id"]

    def annotate(self, span: tuple[int, int]) -> None:
        """Add a span as a click on a label does."""
        tree = {"label": self._label, "start_offset": span[0], "end_offset": span[1]}
        self.http.json("POST", f"/v1/projects/{self._project}/examples/{self._example}/spans", tree)

    def export(self) -> int:
        """Have the queue make an archive and fetch it."""
        task = self._wait("download", {"format": "JSONL", "exportApproved": False})
        return len(self.http.get(f"/v1/projects/{self._project}/download?taskId={task}"))

    def _wait(self, what: str, tree: dict[str, object]) -> str:
        base = f"/v1/projects/{self._project}"
        task = str(self.http.json("POST", f"{base}/{what}", tree)["task_id"])
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            status = self.http.json("GET", f"/v1/tasks/status/{task}")
            if status["ready"]:
                if status.get("error"):
                    raise RuntimeError(f"doccano: {what}: {status['error']}")
                return task
            time.sleep(0.02)
        raise TimeoutError(f"doccano: {what} takes too long")


class LabelStudio(Server):
    """Label Studio with its default SQLite file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "label_studio", ("label-studio==1.23.2",), "label_studio")
        self._project = self._annotation = 0
        self._result: list[dict[str, object]] = []

    def serve(self) -> None:
        """Start it and log in; the first start runs its migrations."""
        self.meet()
        (self.folder / "home").mkdir(parents=True, exist_ok=True)
        self.begin(
            "label-studio", "start", "--no-browser", "--port", str(self.port),
            "--internal-host", "127.0.0.1", "--data-dir", str(self.folder / "data"),
            "--username", "ana@example.org", "--password", "secret-12",
        )  # fmt: skip
        self.http.wait("/user/login/", _PATIENCE_S)
        self.http.form_login("/user/login/", {"email": "ana@example.org", "password": "secret-12"})

    def environment(self) -> dict[str, str]:
        """No telemetry, no look for newer versions."""
        quiet = {"COLLECT_ANALYTICS": "False", "LATEST_VERSION_CHECK": "False"}
        return super().environment() | quiet

    def load(self, work: Work) -> None:
        """Make a project and import a task with its annotation."""
        config = (
            '<View><Labels name="label" toName="text"><Label value="person"/></Labels>'
            '<Text name="text" value="$text"/></View>'
        )
        made = self.http.json("POST", "/api/projects/", {"title": "bench", "label_config": config})
        self._project = made["id"]
        self._result = [self._span(span, number) for number, span in enumerate(work.spans)]
        task = {"data": {"text": work.text}, "annotations": [{"result": self._result}]}
        self.http.json("POST", f"/api/projects/{self._project}/import", [task])
        found = self.http.json("GET", f"/api/tasks/?project={self._project}&fields=all")
        tasks = found["tasks"] if isinstance(found, dict) else found
        task_id = tasks[0]["id"]
        annotations = self.http.json("GET", f"/api/tasks/{task_id}/annotations/")
        self._annotation = annotations[0]["id"]

    def annotate(self, span: tuple[int, int]) -> None:
        """Store the annotation with one more span, as Update does."""
        self._result.append(self._span(span, 1_000_000 + len(self._result)))
        self.http.json("PATCH", f"/api/annotations/{self._annotation}/", {"result": self._result})

    def export(self) -> int:
        """Fetch the project as JSON."""
        return len(self.http.get(f"/api/projects/{self._project}/export?exportType=JSON"))

    @staticmethod
    def _span(span: tuple[int, int], number: int) -> dict[str, object]:
        value = {"start": span[0], "end": span[1], "labels": ["person"]}
        names = {"from_name": "label", "to_name": "text", "type": "labels"}
        return {"id": f"s{number}", "value": value, **names}


PEERS: dict[str, Callable[[Path], Server]] = {"doccano": Doccano, "label_studio": LabelStudio}


@contextmanager
def _served(peer: Peer, times: Times) -> Iterator[None]:
    """A peer that answers; its first start, which sets it up, is not counted."""
    peer.install()
    peer.serve()
    peer.stop()
    times.of(peer.serve)
    try:
        yield
    finally:
        peer.stop()


def measure_peer(peer: Peer, report: Report) -> dict[tuple[str, int], float]:
    """The medians of a peer, by act and size."""
    found: Found = {("start", 0): Times()}
    with _served(peer, found["start", 0]):
        for size in SIZES:
            work = Work.of(size)
            timed = {act: found.setdefault((act, size), Times()) for act in ACTS[1:]}
            timed["import"].of(lambda work=work: peer.load(work))  # type: ignore[misc]
            for number in range(_ACTS):
                span = work.more(number)
                timed["one more span"].of(lambda span=span: peer.annotate(span))  # type: ignore[misc]
            timed["export"].of(peer.export)
    return _noted(peer.name, found, report)


def measure_ours(folder: Path, report: Report) -> dict[tuple[str, int], float]:
    """The medians of annotator for the same work, in a whole window."""
    from benchmarks.peer_ours import ours  # noqa: PLC0415 - loads Qt

    return _noted("annotator", ours(folder, [Work.of(size) for size in SIZES], _ACTS), report)


def _noted(name: str, found: Found, report: Report) -> dict[tuple[str, int], float]:
    """Note the times of a tool; a peer's work is done by other processes than this one."""
    for (act, size), times in found.items():
        figure = Figure.of(f"{name}: {act}", size, times)
        report.add(figure if name == "annotator" else replace(figure, cpu=None))
    return {key: statistics.median(times.wall) for key, times in found.items()}


def ratios(
    theirs: dict[tuple[str, int], float], ours: dict[tuple[str, int], float]
) -> dict[tuple[str, int], float]:
    """How many times as long as annotator a peer takes."""
    return {key: theirs[key] / ours[key] for key in theirs if ours.get(key)}


def main() -> None:
    """Measure annotator and each peer, and print the ratios."""
    options = parser(__doc__)
    options.add_argument("--peers", default=",".join(PEERS), help="which of them")
    options.add_argument("--folder", type=Path, required=True, help="where they are installed")
    given = options.parse_args()
    report = Report("peers", given.json)
    given.folder.mkdir(parents=True, exist_ok=True)
    folder = given.folder.resolve()
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        ours = measure_ours(Path(scratch), report)
    for name in given.peers.split(","):
        found = ratios(measure_peer(PEERS[name](folder), report), ours)
        for (act, size), ratio in found.items():
            report.value(f"{name} by annotator: {act}", size, ratio, "times")
    report.finish()


if __name__ == "__main__":
    main()

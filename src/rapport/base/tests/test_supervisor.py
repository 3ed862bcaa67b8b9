"""Starting, restarting and stopping real processes."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from rapport.base import supervisor as module
from rapport.base.postgres.process import alive
from rapport.base.supervisor import Child, Supervisor, UnableToKeepRunning

WAITS = "import signal, time; time.sleep(120)"
NOTES = """
import os, signal, sys, time
def end(*_):
    open(sys.argv[1], "a").write(sys.argv[2] + " ends\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
open(sys.argv[1], "a").write(sys.argv[2] + " runs\\n")
while True:
    time.sleep(0.05)
"""


def until(true):
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def python(code, *arguments):
    return [sys.executable, "-c", code, *map(str, arguments)]


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(module, "_LOOK_EVERY", 0.02)
    monkeypatch.setattr(module, "_LONGEST_WAIT", 0.05)


def test_everything_is_started_and_has_ended_by_itself_before_the_end_is_run(tmp_path, quick):
    story = tmp_path / "story"
    story.touch()
    children = [Child("Web", python(NOTES, story, "web")), Child("Worker", python(NOTES, story, "worker"))]
    ended = []

    def ready():
        def tell():
            until(lambda: story.read_text().count("runs") == 2)
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=tell).start()

    Supervisor(children, on_end=lambda: ended.append([child.runs() for child in children])).run(ready=ready)
    assert ended == [[False, False]]
    assert sorted(story.read_text().splitlines()[2:]) == ["web ends", "worker ends"]
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_one_that_falls_is_started_again(quick, capfd):
    child = Child("The worker", python(WAITS))
    fallen = []

    def ready():
        def fell():
            fallen.append(child.process.pid)
            child.process.kill()
            until(lambda: child.process.pid != fallen[0] and child.runs())
            os.kill(os.getpid(), signal.SIGINT)

        threading.Thread(target=fell).start()

    Supervisor([child], on_end=lambda: None).run(ready=ready)
    assert child.falls == 1
    assert "The worker ended unexpectedly and is started again." in capfd.readouterr().err
    assert not child.runs()


def test_one_that_falls_again_and_again_stops_everything_with_a_reason(quick):
    other = Child("Web", python(WAITS))
    ended = []
    supervisor = Supervisor(
        [other, Child("The worker", python("raise SystemExit(3)"))], on_end=lambda: ended.append(1)
    )
    with pytest.raises(UnableToKeepRunning, match="The worker ended 5 times in a row"):
        supervisor.run(ready=lambda: None)
    assert ended == [1]
    assert not other.runs()


def test_what_the_children_need_is_looked_after_meanwhile(quick):
    looked = []

    def meanwhile():
        looked.append(1)
        if len(looked) == 3:
            os.kill(os.getpid(), signal.SIGTERM)

    Supervisor([Child("Web", python(WAITS))], on_end=lambda: None, meanwhile=meanwhile).run(
        ready=lambda: None
    )
    assert len(looked) == 3


def test_one_that_does_not_listen_is_killed_with_what_it_started(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "_GRACE_SECONDS", 0.2)
    pids = tmp_path / "pids"
    deaf = (
        "import os, signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "child = subprocess.Popen(['sleep', '120']);"
        "open(sys.argv[1], 'w').write(f'{os.getpid()} {child.pid}\\n'); time.sleep(120)"
    )

    def ready():
        until(lambda: pids.exists() and pids.read_text().endswith("\n"))
        os.kill(os.getpid(), signal.SIGTERM)

    Supervisor([Child("Deaf", python(deaf, pids))], on_end=lambda: None).run(ready=ready)
    for pid in map(int, pids.read_text().split()):
        until(lambda pid=pid: not alive(pid))


@pytest.mark.skipif(sys.platform != "linux", reason="the death signal is Linux's")
def test_children_end_with_a_parent_that_was_killed():
    parent = (
        "import sys; from rapport.base.supervisor import Child, Supervisor;"
        f"child = Child('Web', [sys.executable, '-c', {WAITS!r}]);"
        "Supervisor([child], on_end=lambda: None).run(ready=lambda: print(child.process.pid, flush=True))"
    )
    surroundings = {**os.environ, "PYTHONPATH": "src"}
    with subprocess.Popen(python(parent), stdout=subprocess.PIPE, env=surroundings) as killed:
        child = int(killed.stdout.readline())
        assert alive(child)
        killed.kill()
    until(lambda: not alive(child))

"""Work on files from outside, in a process of its own that the operating system holds within bounds of memory and time.

Whatever a file does to its reader - a cell far out, a bomb, a fault in a parser - happens there: the process that was asked
gets a refusal. `python -m rosters.files.isolated JOB` is that process: pickled arguments in, a pickled answer out.
"""

import fcntl
import importlib
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from rosters.files.errors import TookTooLong, UnreadableFile

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 1_500_000_000
# Below the time after which a step without a sign of life is begun again (rosters.tasks).
MOST_SECONDS = 45
# Workbooks are put together in temporary files.
MOST_WRITTEN = 200_000_000
# Names of what is asked for here; another app names its own as module:function.
JOBS = {"parse": "rosters.files.parsing:parse", "mark": "rosters.files.marked_copies:marked_copy"}
# So many requests of a server have a file read at one time; further ones wait a moment, and are then done in the background.
SLOTS = 2
SECONDS_FOR_A_SLOT = 1
TOO_MUCH = (
    "Tệp quá lớn hoặc có ô nằm rất xa danh sách nên không đọc được. Hãy chép danh sách sang một tệp mới rồi tải lên; "
    "nếu có hơn 100.000 người, chia thành nhiều tệp."
)


def apart(job: str, *arguments: Any, seconds: int | None = None) -> Any:
    """What the function of `job` gives for `arguments`. Raises UnreadableFile: its own refusal, or TOO_MUCH."""
    kind, answer = in_a_process(job, arguments, seconds)
    if kind == "refused":
        raise answer
    return answer


def apart_in_a_request(job: str, *arguments: Any, seconds: int) -> Any:
    """The same while somebody waits: one of few at a time. Raises TookTooLong after `seconds`, or when others are at it."""
    with _slot():
        return apart(job, *arguments, seconds=seconds)


@contextmanager
def _slot() -> Iterator[None]:
    """One of the SLOTS of this server. The operating system gives it back whatever becomes of us. Raises TookTooLong."""
    folder, until = Path(tempfile.gettempdir()), time.monotonic() + SECONDS_FOR_A_SLOT
    while True:
        for number in range(SLOTS):
            with (folder / f"hoc-vu-so-{os.getuid()}-{number}.lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield
                return
        if time.monotonic() > until:
            raise TookTooLong(TOO_MUCH)
        time.sleep(0.05)


def in_a_process(job: str, arguments: tuple[Any, ...], seconds: int | None) -> tuple[str, Any]:
    """("done", what the function gives) or ("refused", the error that it raises).

    Raises UnreadableFile when the process is ended from outside, TookTooLong when that was us.
    """
    ended_by_us = threading.Event()
    with subprocess.Popen(
        [sys.executable, "-m", "rosters.files.isolated", job],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env={"LANG": "C.UTF-8"},
    ) as process:  # fmt: skip
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)

        def end() -> None:
            ended_by_us.set()
            process.kill()

        watch = threading.Timer(seconds or MOST_SECONDS, end)
        watch.start()
        try:
            stdin.write(pickle.dumps(arguments, protocol=5))
            stdin.close()
            return cast("tuple[str, Any]", pickle.load(stdout))  # noqa: S301 - written by the process above, which is ours
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise (TookTooLong if ended_by_us.is_set() else UnreadableFile)(TOO_MUCH) from error
        finally:
            watch.cancel()
            process.kill()


def main(job: str) -> None:
    """What the process does."""
    limits = ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_FSIZE, MOST_WRITTEN))
    for limit, most in limits:
        _soft, hard = resource.getrlimit(limit)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (allowed, allowed))
    module, _colon, function = JOBS.get(job, job).partition(":")
    arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that asks, which is ours
    try:
        answer: tuple[str, Any] = ("done", getattr(importlib.import_module(module), function)(*arguments))
    except UnreadableFile as error:
        answer = ("refused", error)
    pickle.dump(answer, sys.stdout.buffer, protocol=5)


if __name__ == "__main__":
    main(sys.argv[1])

"""Work on files from outside, in a process of its own that the operating system holds within bounds of memory and time.

Whatever a file does to its reader - a cell far out, a bomb, a fault in a parser - happens there: the process that was asked
gets a refusal. `python -m rosters.files.isolated JOB` is that process: pickled arguments in, a pickled answer out.
"""

import importlib
import pickle
import resource
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any, cast

from rosters.files.errors import UnreadableFile

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 60
# Workbooks are put together in temporary files.
MOST_WRITTEN = 200_000_000
# Names of what is asked for here; another app names its own as module:function.
JOBS = {"parse": "rosters.files.parsing:parse", "mark": "rosters.files.marked_copies:marked_copy"}
TOO_MUCH = (
    "Tệp quá lớn hoặc có ô nằm rất xa danh sách nên không đọc được. Hãy chép danh sách sang một tệp mới rồi tải lên; "
    "nếu có hơn 100.000 người, chia thành nhiều tệp."
)


def apart(job: str, *arguments: Any, seconds: int | None = None) -> Any:
    """What the function of `job` gives for `arguments`. Raises UnreadableFile: its own refusal, or TOO_MUCH."""
    kind, answer = in_a_process(job, arguments, seconds)
    if kind == "refused":
        raise UnreadableFile(answer)
    return answer


def in_a_process(job: str, arguments: tuple[Any, ...], seconds: int | None) -> tuple[str, Any]:
    """("done", what the function gives) or ("refused", why). Raises UnreadableFile when the process is ended from outside."""
    with subprocess.Popen(
        [sys.executable, "-m", "rosters.files.isolated", job],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env={"LANG": "C.UTF-8"},
    ) as process:  # fmt: skip
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        watch = threading.Timer(seconds or MOST_SECONDS, process.kill)
        watch.start()
        try:
            stdin.write(pickle.dumps(arguments, protocol=5))
            stdin.close()
            return cast("tuple[str, Any]", pickle.load(stdout))  # noqa: S301 - written by the process above, which is ours
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise UnreadableFile(TOO_MUCH) from error
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
        answer = ("refused", str(error))
    pickle.dump(answer, sys.stdout.buffer, protocol=5)


if __name__ == "__main__":
    main(sys.argv[1])

"""Requests a second of a published lesson page, against a view that does nothing on the same server.

    python -m bench.requests_per_second [seconds]

Starts gunicorn (2 processes of 4 threads) on a database of its own, and asks over 8 kept connections from
2 client processes. Each page is asked in turn with the others, three rounds; the median round is printed.
"""

import http.client
import multiprocessing
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from bench.world import ROOT, prepare

PORT = 8765
CONNECTIONS = 8
ROUNDS = 3
STEP = "/danh-tinh-so/vneid-la-gi/buoc/1/"


def ask(path: str, cookie: str, seconds: float, answered: multiprocessing.Queue) -> None:
    """Asks for `path` over four kept connections for `seconds`; puts how many answers were right."""
    counts: list[int] = []

    def one() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        end, number = time.perf_counter() + seconds, 0
        headers = {"Accept-Encoding": "gzip"} | ({"Cookie": cookie} if cookie else {})
        while time.perf_counter() < end:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{path}: {response.status}")
            number += 1
        counts.append(number)

    threads = [threading.Thread(target=one) for _ in range(CONNECTIONS // 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answered.put(sum(counts))


def rate(path: str, cookie: str, seconds: float) -> float:
    """Answers a second."""
    answered: multiprocessing.Queue = multiprocessing.Queue()
    clients = [multiprocessing.Process(target=ask, args=(path, cookie, seconds, answered)) for _ in range(2)]
    for client in clients:
        client.start()
    total = sum(answered.get() for _ in clients)
    for client in clients:
        client.join()
    return total / seconds


def log_in(code: str) -> str:
    """The cookie of a learner's session."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    connection.request("GET", "/dang-nhap/")
    response = connection.getresponse()
    html = response.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html).group(1)
    csrf = response.getheader("Set-Cookie").split(";")[0]
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "member_code": "AG260002", "login_code": code})
    headers = {"Cookie": csrf, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/dang-nhap/", form, headers)
    response = connection.getresponse()
    response.read()
    return next(value.split(";")[0] for name, value in response.getheaders() if value.startswith("sessionid"))


def serve(env: dict[str, str]) -> subprocess.Popen:
    """Gunicorn with two workers of four threads each, which are not started anew in the middle of what is measured."""
    options = f"--bind 127.0.0.1:{PORT} --workers 2 --threads 4 --max-requests 0 --log-level warning".split()
    return subprocess.Popen([sys.executable, "-m", "gunicorn", "bench.wsgi", *options], cwd=ROOT, env=env)


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = prepare(folder)
        question = "from rosters.models import Member as M; from rosters.login.learners import login_code as c; print(c(M.objects.get(code='AG260002')))"
        code = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", question],
            cwd=ROOT,
            env=env,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        server = serve(env)
        try:
            time.sleep(5)
            cookie = log_in(code)
            pages = {"empty view": ("/trong/", ""), "lesson step, visitor": (STEP, ""), "lesson step, learner": (STEP, cookie)}
            rates: dict[str, list[float]] = {name: [] for name in pages}
            for _ in range(ROUNDS):
                for name, (path, session) in pages.items():
                    rates[name].append(rate(path, session, seconds))
            baseline = statistics.median(rates["empty view"])
            for name, found in rates.items():
                median = statistics.median(found)
                print(f"{name:<24} {median:8.0f} requests/s   {median / baseline:6.1%} of the empty view")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)

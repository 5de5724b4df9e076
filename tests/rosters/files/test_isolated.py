"""Work on files in a process of its own: whatever happens to it, there is an answer."""

import contextlib
import io
import pickle
import re
import subprocess
import sys
import time
import zipfile

import pytest
import xlsxwriter

from rosters.files import isolated
from rosters.files.errors import NoHeader, TookTooLong, UnreadableFile
from rosters.files.isolated import TOO_MUCH, apart, apart_in_a_request
from rosters.files.sheets import Sheet
from rosters.files.word_tables import DOCUMENT
from rosters.importing.run.drafting import READ_FILE

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

pytestmark = pytest.mark.apart


def test_what_the_process_gives_is_what_the_function_gives():
    assert apart("parse", "ds.csv", "Mã,Tên\n1,Hoa\n".encode()) == [Sheet("", [["Mã", "Tên"], ["1", "Hoa"]])]


def test_its_refusal_is_told_in_its_own_words():
    with pytest.raises(UnreadableFile, match="Tệp rỗng"):
        apart("parse", "ds.csv", b"")


@pytest.fixture
def job(tmp_path, monkeypatch):
    """Makes the body of a function the job of the process."""

    def make(body):
        (tmp_path / "odd_job.py").write_text("def run():\n    " + body, encoding="utf-8")
        starts = (
            f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(isolated.ROOT)!r}]; from rosters.files import isolated;"
            "isolated.main('odd_job:run')"
        )
        real = subprocess.Popen
        monkeypatch.setattr(isolated.subprocess, "Popen", lambda _command, **more: real([sys.executable, "-c", starts], **more))

    return make


@pytest.mark.parametrize(
    "body",
    [
        "raise SystemExit(1)", "import os; os.kill(os.getpid(), 9)", "import os; os._exit(0)", "return bytearray(3_000_000_000)", "raise ValueError('lỗi')",
        "import sys; sys.stdout.buffer.write(b'khong phai'); sys.stdout.flush(); import os; os._exit(0)", "return [0] * 10 ** 10",
    ],
)  # fmt: skip
def test_whatever_it_dies_of_the_file_is_refused_in_words(job, body):
    job(body)
    with pytest.raises(UnreadableFile, match="chép danh sách sang một tệp mới"):
        apart("odd")


def test_it_is_stopped_when_it_takes_too_long(job, monkeypatch):
    monkeypatch.setattr(isolated, "MOST_SECONDS", 1)
    job("import time; time.sleep(30)")
    began = time.monotonic()
    with pytest.raises(UnreadableFile):
        apart("odd")
    assert time.monotonic() - began < 10


def test_it_has_none_of_our_secrets(job, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bi-mat")
    job("import os; return sorted(os.environ)")
    assert not {"SECRET_KEY", "DATABASE_URL", "LOGIN_CODE_KEY"} & set(apart("odd"))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r = "XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"><x:v>1</x:v></x:c>',
    ],
)
def test_a_cell_far_out_however_it_is_spelled_ends_no_process_of_ours(cell):
    import zipfile

    out, spoiled = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("DS").write_row(0, 0, ["Họ và tên"])
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(spoiled, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets"):
                data = data.replace(b"</sheetData>", f'<row r = "1048576">{cell}</row></sheetData>'.encode())
            new.writestr(entry.filename, data)
    began = time.monotonic()
    with pytest.raises(UnreadableFile):
        apart("parse", "ds.xlsx", spoiled.getvalue())
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("piece", ["<td", "<a ", "<!--", "<![CDATA[", "<td><table>", "&#", "<td rowspan=1000 colspan=100>"])
def test_html_takes_a_time_in_a_line_with_its_length(piece):
    # A parser of before took 22 s for 30 kB.
    began = time.monotonic()
    with contextlib.suppress(UnreadableFile):
        apart("parse", "ds.html", ("<table><tr><td>Họ và tên" + piece * 8_000).encode())
    assert time.monotonic() - began < 8


def test_where_somebody_waits_they_wait_no_longer_than_was_said(job):
    job("import time; time.sleep(30)")
    began = time.monotonic()
    with pytest.raises(TookTooLong):
        apart_in_a_request("odd", seconds=1)
    assert time.monotonic() - began < 10


def test_few_requests_have_a_file_read_at_one_time_and_the_next_may_when_one_is_done(monkeypatch, tmp_path):
    monkeypatch.setattr(isolated.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(isolated, "SECONDS_FOR_A_SLOT", 0.2)
    with isolated._slot(), isolated._slot(), pytest.raises(TookTooLong), isolated._slot():
        pytest.fail("three at a time")
    assert apart_in_a_request("parse", "ds.csv", b"a,b\n1,2\n", seconds=20) == [Sheet("", [["a", "b"], ["1", "2"]])]


def test_a_header_that_is_not_found_is_told_from_a_file_that_cannot_be_read():
    with pytest.raises(NoHeader):
        apart(READ_FILE, "ds.csv", b"a,b\n1,2\n", {}, None, None)


@pytest.mark.parametrize("opening", ["<w:tbl><w:tr><w:tc>", "<w:tbl><w:tr>", "<w:sdt><w:sdtContent>", "<w:r>"])
def test_word_tables_within_tables_without_end_are_refused_soon(opening):
    depth, parts = 60_000, re.findall(r"<([\w:]+)>", opening)
    closing = "".join(f"</{part}>" for part in reversed(parts))
    body = f"<w:tbl><w:tr><w:tc>{opening * depth}{closing * depth}</w:tc></w:tr></w:tbl>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DOCUMENT, f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    began = time.monotonic()
    with pytest.raises(UnreadableFile):
        apart("parse", "ds.docx", out.getvalue())
    assert time.monotonic() - began < 8


def test_only_named_jobs_are_done():
    done = subprocess.run(
        [sys.executable, "-m", "rosters.files.isolated", "os:system"],
        input=pickle.dumps(()),
        capture_output=True,
        cwd=isolated.ROOT,
        check=False,
    )
    assert (done.returncode != 0, done.stdout) == (True, b"")


def test_the_words_say_what_to_do():
    assert "chia thành nhiều tệp" in TOO_MUCH

"""Long steps in the background: begun, seen, resumed."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rosters import tasks
from rosters.files.errors import TookTooLong
from rosters.importing.run import drafting, steps
from rosters.importing.run.drafting import receive
from rosters.importing.run.retention import forget_contents
from rosters.models import Member, RosterImport
from rosters.tasks import run_import_step
from tests.pages import page, posted
from tests.rosters.importing.rosters_on_file import imported, workbook

ROW = ["T1", "Lê Văn Tám", "01/02/2010", "Nam", "10A1"]


@pytest.fixture
def everything_is_long(monkeypatch):
    monkeypatch.setattr(tasks, "SHORT_FILE", 0)
    monkeypatch.setattr(tasks, "SHORT_PLAN", -1)
    caches["shared"].clear()


def run_waiting_tasks():
    for result in DBTaskResult.objects.ready():
        if result.task_path.endswith("run_import_step"):
            run_import_step.call(*result.args_kwargs["args"])
            result.delete()


def upload(client, content=None):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("ds.xlsx", content or workbook(ROW))
    return posted(client, "/quan-tri/don-vi/TNH/nhap-danh-sach/", {"file": file})


def test_a_large_import_shows_progress_and_can_be_left_and_come_back_to(everything_is_long, as_organizer):
    assert "Đang đọc tệp: 0%" in upload(as_organizer)
    roster_import = RosterImport.objects.get()
    address = f"/quan-tri/nhap-danh-sach/{roster_import.pk}/"
    caches["shared"].set(f"roster-import-{roster_import.pk}", (30, 60, 0.0))
    response = as_organizer.get(address)
    assert "Đang đọc tệp: 50%" in response.content.decode()
    assert response["Refresh"] == "2"
    run_waiting_tasks()
    assert "Sẽ thêm 1" in page(as_organizer, address)
    assert "Đang ghi" in posted(as_organizer, f"{address}xac-nhan/")
    assert not Member.objects.filter(code="T1").exists()
    run_waiting_tasks()
    assert "Đã nhập xong" in page(as_organizer, address)
    assert Member.objects.filter(code="T1").exists()
    assert "Đang hoàn tác" in posted(as_organizer, f"{address}hoan-tac/")
    run_waiting_tasks()
    assert not Member.objects.filter(code="T1").exists()


def test_a_short_file_that_is_slow_to_read_is_read_by_a_worker(as_organizer, monkeypatch):
    def too_slow(*_arguments, **_seconds):
        raise TookTooLong("lâu")

    with monkeypatch.context() as slow:
        slow.setattr(drafting, "apart_in_a_request", too_slow)
        assert "Đang đọc tệp" in upload(as_organizer)
    run_waiting_tasks()
    assert RosterImport.objects.get().status == RosterImport.Status.PLANNED


def test_what_was_taken_back_meanwhile_is_not_written(people, units):
    kept = receive(people.organizer, units.school, "ds.xlsx", workbook(ROW))
    RosterImport.objects.all().delete()
    drafting._finish(kept, RosterImport.Status.UNREADABLE, problem="hỏng")
    assert not RosterImport.objects.exists()


def test_confirming_again_while_it_is_being_written_begins_nothing_twice(everything_is_long, as_organizer):
    upload(as_organizer)
    run_waiting_tasks()
    roster_import = RosterImport.objects.get()
    for _ in range(3):
        as_organizer.post(f"/quan-tri/nhap-danh-sach/{roster_import.pk}/xac-nhan/")
    assert DBTaskResult.objects.filter(task_path__endswith="run_import_step").count() == 1


def test_a_step_whose_process_was_killed_is_begun_again(everything_is_long, people, units):
    roster_import = receive(people.organizer, units.school, "ds.xlsx", workbook(ROW))
    long_ago = timezone.now() - dt.timedelta(minutes=5)
    RosterImport.objects.filter(pk=roster_import.pk).update(started_at=long_ago)
    assert tasks.resume_stalled() == 1
    assert tasks.resume_stalled() == 0
    run_waiting_tasks()
    roster_import.refresh_from_db()
    assert roster_import.status == RosterImport.Status.PLANNED


def test_a_step_that_shows_signs_of_life_is_left_alone(everything_is_long, people, units):
    import time

    roster_import = receive(people.organizer, units.school, "ds.xlsx", workbook(ROW))
    RosterImport.objects.filter(pk=roster_import.pk).update(started_at=timezone.now() - dt.timedelta(minutes=5))
    caches["shared"].set(f"roster-import-{roster_import.pk}", (1, 2, time.time()))
    assert tasks.resume_stalled() == 0


def test_a_step_that_fails_for_a_reason_of_ours_is_given_up_and_told(people, units, monkeypatch):
    roster_import = receive(people.organizer, units.school, "ds.xlsx", workbook(ROW))
    monkeypatch.setattr(steps, "draft", lambda *args: 1 / 0)
    run_import_step.call(roster_import.pk)
    roster_import.refresh_from_db()
    assert roster_import.status == RosterImport.Status.UNREADABLE
    assert "chưa ghi gì" in roster_import.problem


def test_files_are_forgotten_once_written_or_after_a_month(people, units):
    written = imported(people.organizer, units.school, ROW)
    assert bytes(written.content) == b""
    assert written.file_sha256
    assert written.chunks.exists()
    waiting = receive(people.organizer, units.school, "ds.xlsx", workbook(ROW))
    assert forget_contents(timezone.now()) == 0
    assert forget_contents(timezone.now() + dt.timedelta(days=31)) == 1
    waiting.refresh_from_db()
    assert bytes(waiting.content) == b""


def test_undoing_twice_undoes_once(people, units):
    written = imported(people.organizer, units.school, ROW)
    assert tasks.begin_undoing(written)
    assert not tasks.begin_undoing(written)
    written.refresh_from_db()
    assert written.status == RosterImport.Status.UNDONE


def test_a_plan_that_is_being_written_is_not_read_again(everything_is_long, as_organizer):
    upload(as_organizer)
    run_waiting_tasks()
    roster_import = RosterImport.objects.get()
    assert tasks.begin_writing(roster_import)
    assert not tasks.begin_reading(roster_import)
    roster_import.refresh_from_db()
    assert roster_import.status == RosterImport.Status.WRITING


def test_a_step_that_died_three_times_is_given_up_and_told(everything_is_long, people, units):
    roster_import = receive(people.organizer, units.school, "ds.xlsx", workbook(ROW))
    begun = []
    for _ in range(5):
        RosterImport.objects.filter(pk=roster_import.pk).update(started_at=timezone.now() - dt.timedelta(minutes=5))
        begun.append(tasks.resume_stalled())
    roster_import.refresh_from_db()
    assert (begun, roster_import.status) == ([1, 1, 1, 0, 0], RosterImport.Status.UNREADABLE)
    assert "báo cho quản trị viên" in roster_import.problem


def test_a_step_that_is_begun_by_hand_may_die_three_times_again(everything_is_long, people, units):
    roster_import = receive(people.organizer, units.school, "ds.xlsx", workbook(ROW))
    RosterImport.objects.filter(pk=roster_import.pk).update(resumed=3, status=RosterImport.Status.UNREADABLE)
    assert tasks.begin_reading(RosterImport.objects.get(pk=roster_import.pk))
    roster_import.refresh_from_db()
    assert roster_import.resumed == 0


def test_a_small_file_that_is_large_inside_is_left_to_the_worker(people, units):
    wide = receive(people.organizer, units.school, "ds.xlsx", workbook(*[["T1", "Lê Văn Tám" * 40, "", "", ""]] * 9_000))
    assert len(wide.content) <= tasks.SHORT_FILE
    tasks.begin_reading(wide)
    assert RosterImport.objects.get().status == RosterImport.Status.READING
    assert [wide.pk] in [result.args_kwargs["args"] for result in DBTaskResult.objects.ready()]

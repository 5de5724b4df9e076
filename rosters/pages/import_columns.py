"""Telling the system by hand which row is the header and which column is what; remembered for the next file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from rosters.fields.roster_fields import ROSTER_FIELDS
from rosters.files.errors import UnreadableFile
from rosters.files.reading import read_sheets
from rosters.files.sheets import Sheet
from rosters.importing.recognise.columns import HEADER_SEARCH_DEPTH, likely_header_row
from rosters.importing.recognise.headings import field_of, header_key
from rosters.importing.recognise.mapping import excerpt, header_choices, texts_below
from rosters.importing.run.drafting import spellings_of
from rosters.models import ColumnSpelling, RosterImport
from rosters.pages.frame import admin_page, unit_crumbs
from rosters.pages.imports import plan_again, visible_import

# What a column may be said to hold.
FIELD_CHOICES = [("", "Không dùng"), *((field.name, field.choice) for field in ROSTER_FIELDS if field.choice)]
LONGEST_HEADER = 160
LONGEST_SAMPLE = 60
SECONDS_TO_SHOW = 20


def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """The first rows of the file, and what each column holds."""
    roster_import = visible_import(request, pk)
    content = bytes(RosterImport.objects.values_list("content", flat=True).get(pk=pk))
    if roster_import.status not in (RosterImport.Status.UNREADABLE, RosterImport.Status.PLANNED) or not content:
        return redirect("roster_plan", pk)
    try:
        sheet = _main_sheet(read_sheets(roster_import.file_name, content, SECONDS_TO_SHOW))
    except UnreadableFile as error:
        raise Http404 from error
    row = _header_row(request, roster_import, sheet)
    own = spellings_of(request.user)
    choices = header_choices(sheet, row, own)
    if request.method == "POST" and "luu" in request.POST:
        return _remember(request, roster_import, row, choices)
    context: dict[str, Any] = {
        "roster_import": roster_import,
        "unit": roster_import.unit,
        "sheet": sheet.name,
        "excerpt": excerpt(sheet),
        "header_row": row + 1,
        "choices": [(*choice, _samples(sheet, row, choice[0])) for choice in choices],
        "fields": FIELD_CHOICES,
    }
    crumbs = unit_crumbs(request.user, roster_import.unit)
    return admin_page(request, "rosters/admin/columns.html", _("Chỉ các cột trong tệp"), "upload", crumbs, context)


def _main_sheet(sheets: list[Sheet]) -> Sheet:
    """The sheet with the most rows: the list itself, and not the instructions before it."""
    return max(sheets, key=lambda sheet: sum(any(row) for row in sheet.rows))


def _header_row(request: HttpRequest, roster_import: RosterImport, sheet: Sheet) -> int:
    """The row pointed at, counted from 0."""
    given = request.POST.get("dong") or request.GET.get("dong", "")
    if given.isdecimal() and 1 <= int(given) <= min(HEADER_SEARCH_DEPTH, len(sheet.rows)):
        return int(given) - 1
    return roster_import.header_row if roster_import.header_row is not None else likely_header_row(sheet)


def _samples(sheet: Sheet, row: int, place: int) -> str:
    """A few values of a column, by which it is recognised."""
    return ", ".join(list(dict.fromkeys(texts_below(sheet, row, place)))[:3])[:LONGEST_SAMPLE]


def _remember(request: Any, roster_import: RosterImport, row: int, choices: list[tuple[int, str, str]]) -> HttpResponse:
    allowed = dict(FIELD_CHOICES)
    chosen = {place: request.POST.get(f"cot-{place}", "") for place, _header, _field in choices}
    named = [field for field in chosen.values() if field]
    if len(named) != len(set(named)):
        messages.error(request, _("Có hai cột được chọn cùng một nội dung. Mỗi nội dung chỉ chọn cho một cột."))
        return redirect(f"{request.path}?dong={row + 1}")
    if not ({"full_name"} & set(named) or {"family_name", "given_name"} <= set(named)):
        messages.error(request, _("Chưa có cột nào là “Họ và tên” (hoặc hai cột “Họ và tên đệm” và “Tên”)."))
        return redirect(f"{request.path}?dong={row + 1}")
    own = spellings_of(request.user)
    for place, header, _offered in choices:
        field = chosen[place]
        if field != field_of(header, own) and field in allowed:
            ColumnSpelling.objects.update_or_create(
                user_id=request.user.pk, header=header_key(header)[:LONGEST_HEADER], defaults={"field": field}
            )
    RosterImport.objects.filter(pk=roster_import.pk).update(header_row=row)
    return plan_again(request, roster_import)

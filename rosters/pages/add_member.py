"""One person added by hand: a list of one row, with the same preview, questions and way back as any other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rosters import permissions
from rosters.importing.run.drafting import receive
from rosters.models import RosterImport
from rosters.pages.forms import NewMemberForm
from rosters.pages.frame import admin_page, unit_crumbs, visible_unit
from rosters.tasks import begin_reading

FILE_NAME = "them-bang-tay.tsv"


def add_member(request: HttpRequest, code: str) -> HttpResponse:
    """The form for one person; then the preview of what will be written."""
    here = visible_unit(request, code, permissions.IMPORT_ROSTER)
    form = NewMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        roster_import = receive(request.user, here, FILE_NAME, form.as_table().encode())
        roster_import.source = RosterImport.Source.HAND
        # The form asks for no more than a name.
        roster_import.answers = {"name_only": "take"}
        roster_import.save(update_fields=["source", "answers"])
        begin_reading(roster_import)
        return redirect("roster_plan", roster_import.pk)
    context = {"unit": here, "form": form, "submit": _("Xem trước")}
    status = 422 if form.errors else 200
    return admin_page(
        request, "rosters/admin/form.html", _("Thêm một người"), "plus", unit_crumbs(request.user, here), context, status
    )

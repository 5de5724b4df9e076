"""A picture that a page shows stays: what is refused before it is deleted."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

DELETES = "wagtailimages:delete"


def keep_pictures_in_use(request: HttpRequest, pictures: Iterable[Any]) -> HttpResponse | None:
    """Refuses, where somebody is about to delete a picture that is shown somewhere, and leads to where that is."""
    used = next((picture for picture in pictures if picture.get_usage().count()), None)
    if request.method != "POST" or used is None:
        return None
    text = _("Hình “%(title)s” đang được dùng nên không xóa được. Bỏ hình khỏi những nơi dưới đây trước.")
    messages.error(request, text % {"title": used.title})
    return redirect(reverse("wagtailimages:image_usage", args=[used.pk]))


def keep_pictures_in_use_in_bulk(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> Any:
    """Wagtail's hook before_bulk_action."""
    pictures = [each for each in objects if isinstance(each, get_image_model())]
    return keep_pictures_in_use(request, pictures) if action_type == "delete" else None


class PicturesInUseStay:
    """Wagtail has no hook before a single picture is deleted: its address is asked."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or match is None or match.view_name != DELETES:
            return None
        return keep_pictures_in_use(request, get_image_model().objects.filter(pk__in=[*args, *kwargs.values()][:1]))

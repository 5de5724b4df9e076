"""The picture of a question, as large as it is drawn on in the editor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model


@require_safe
def question_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the picture."""
    picture = get_object_or_404(get_image_model(), pk=pk)
    return redirect(picture.get_rendition("width-960|format-webp").url)

"""The picture of a question, as large as it is drawn on in the editor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.images.shortcuts import get_rendition_or_not_found


@require_safe
def question_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the picture."""
    picture = get_object_or_404(get_image_model(), pk=pk)
    return redirect(get_rendition_or_not_found(picture, "width-960|format-webp").url)

"""Pages of information, with whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lessons.pages import page_cache
from lessons.pages.information import InformationPage, Operator
from rosters.login.learners import learner_of


def information(request: HttpRequest, page: InformationPage) -> HttpResponse:
    context = {"page": page, "operator": Operator.load(request_or_site=request), "learner": learner_of(request)}
    return page_cache.same_for_everybody(request, render(request, "lessons/information.html", context))

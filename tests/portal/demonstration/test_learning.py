"""The demonstration's learning: by the real verbs, in the past, the same each time, with something for each page to show."""

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from portal.demonstration import learning
from portal.demonstration.people import SHOWN_LEARNER

from lessons.models import LessonPage
from participation.models import Fact
from participation.rules.periods import Period
from quizzes.integrity.attempts_of_unit import attempts_of
from quizzes.integrity.signs import sequences
from quizzes.models import Attempt
from rosters.models import Member, Unit


def test_the_demonstration_has_been_learned_in(site_home):
    call_command("load_demonstration", verbosity=0)
    members = list(Member.objects.all())
    facts = Fact.objects.count()

    assert set(Fact.objects.values_list("verb", flat=True)) == set(Fact.Verb.values)
    assert 0.3 < Fact.objects.values("member").distinct().count() / len(members) < 0.7
    assert set(Attempt.objects.values_list("passed", flat=True)) == {True, False}
    # A lesson is begun before now; its last step and quiz may take some minutes more.
    assert not Fact.objects.filter(at__gt=timezone.now() + dt.timedelta(hours=1)).exists()

    # The learner whose card is shown has a certificate, and is in the middle of another course.
    shown = Member.objects.get(code=SHOWN_LEARNER)
    begun = set(shown.facts.filter(verb="started").values_list("course", flat=True))
    assert set(shown.certificates.values_list("course", flat=True)) < begun
    assert shown.certificates.count() == 1

    # Six of one class, one after the other on one phone.
    today = timezone.localdate()
    runs = sequences(attempts_of(Unit.objects.get(code="THPT-TNH-11A1"), Period(today - dt.timedelta(days=2), today)))
    assert [len(run.members) for run in runs] == [6]

    # Loading once more adds nothing.
    learning.load_learning(members, list(LessonPage.objects.live()))
    assert Fact.objects.count() == facts

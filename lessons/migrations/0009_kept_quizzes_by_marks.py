"""What was ticked and not handed in when questions became versions: the form calls choices by the marks of its turn now."""

import hashlib
import re

from django.db import migrations
from django.http import QueryDict

OF_A_QUESTION = re.compile(r"cau-\d+(?:-\w{1,8})?")


def mark(key, uid):
    return hashlib.sha256(f"{key}:{uid}".encode()).hexdigest()[:10]


def carry_over(apps, schema_editor):
    KeptQuiz, Choice = apps.get_model("lessons", "KeptQuiz"), apps.get_model("quizzes", "Choice")
    uids = {str(pk): str(uid) for pk, uid in Choice.objects.values_list("pk", "uid")}
    for kept in KeptQuiz.objects.iterator():
        form = QueryDict(kept.form, mutable=True)
        for name in [each for each in form if OF_A_QUESTION.fullmatch(each)]:
            form.setlist(name, [mark(form.get("key", ""), uids[pk]) for pk in form.getlist(name) if pk in uids])
        kept.form = form.urlencode()
        kept.save(update_fields=["form"])


class Migration(migrations.Migration):

    dependencies = [
        ('lessons', '0008_gone_lessons_and_days_of_checking'),
        ('quizzes', '0011_questions_and_attempts_carried_over'),
    ]

    operations = [migrations.RunPython(carry_over)]

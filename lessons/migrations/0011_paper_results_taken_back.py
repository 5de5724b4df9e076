import uuid

from django.db import migrations, models


def mark_attempts_on_paper(apps, schema_editor):
    """Attempts that were typed in until now: their keys come from the test and the learner (lessons.printed.recording.key_of)."""
    results = apps.get_model("lessons", "PaperResults").objects.exclude(recorded_at=None).select_related("test")
    keys = [uuid.uuid5(each.test.key, str(row["member"])) for each in results for row in each.rows]
    attempts = apps.get_model("quizzes", "Attempt").objects
    for start in range(0, len(keys), 500):
        attempts.filter(key__in=keys[start : start + 500]).update(on_paper=True)


class Migration(migrations.Migration):
    dependencies = [
        ("lessons", "0010_revoked_certificates_and_printed_tests"),
        ("quizzes", "0019_attempts_on_paper"),
    ]

    operations = [
        migrations.AddField("paperresults", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.RunPython(mark_attempts_on_paper, migrations.RunPython.noop),
    ]

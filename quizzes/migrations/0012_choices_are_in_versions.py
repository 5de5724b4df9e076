from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0011_questions_and_attempts_carried_over'),
        # Forms that wait to be handed in name choices.
        ('lessons', '0009_kept_quizzes_by_marks'),
    ]

    operations = [
        migrations.RemoveField(model_name='attempt', name='outcomes'),
        migrations.RemoveField(model_name='question', name='is_shuffled'),
        migrations.DeleteModel(name='Choice'),
    ]

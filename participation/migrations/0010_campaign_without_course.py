from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0009_campaigns_of_several_activities"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="campaign",
            name="course",
        ),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rosters", "0003_member_merges")]

    operations = [migrations.RenameField("membermerge", "kept", "survivor")]

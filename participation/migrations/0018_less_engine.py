"""Fewer tables beside the cells, and the names that docs and code use.

A rebuild that is under way is begun again; what it remembered belongs to tables that nobody reads.
"""

from django.db import migrations, models


def forget_rebuild(apps, schema_editor):
    for name in ("Recount", "RefoldedFact", "RefoldedMember", "RefoldedCourse"):
        apps.get_model("participation", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("participation", "0017_course_changes")]

    operations = [
        migrations.RunPython(forget_rebuild, migrations.RunPython.noop),
        migrations.DeleteModel(name="LeafBlock"),
        migrations.DeleteModel(name="RefoldedFact"),
        migrations.DeleteModel(name="RefoldedMember"),
        migrations.DeleteModel(name="RefoldedCourse"),
        migrations.RenameModel("BlockCell", "WeeksCell"),
        migrations.RenameModel("CountedMember", "MemberContribution"),
        migrations.RenameModel("Recount", "Rebuild"),
        migrations.RemoveField(model_name="rebuild", name="parts"),
        migrations.RemoveField(model_name="rebuild", name="parts_done"),
        migrations.RemoveField(model_name="rebuild", name="process"),
        migrations.AddField(model_name="rebuild", name="percent", field=models.PositiveSmallIntegerField(default=0)),
        migrations.AlterField(
            model_name="rebuild",
            name="step",
            field=models.CharField(
                choices=[
                    ("reading", "Đang đọc sự việc"),
                    ("coverage", "Đang đếm danh sách và mức phủ"),
                    ("days", "Đang đếm từng ngày"),
                    ("swapping", "Đang thay bảng"),
                ],
                default="reading",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="FoldedDuringRebuild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("fact", "Fact"), ("member", "Member")], max_length=6)),
                ("ref", models.BigIntegerField()),
            ],
            options={"indexes": [models.Index(fields=["ref", "kind"], name="folded_during_rebuild")]},
        ),
    ]

from django.db import migrations

# Everything waits, and is counted with the first fold after the upgrade.
FACTS = """
    INSERT INTO participation_pendingfact (fact_id)
    SELECT id FROM participation_fact WHERE verb <> 'stepped'
    AND NOT EXISTS (SELECT 1 FROM participation_pendingfact WHERE fact_id = participation_fact.id)
"""
MEMBERS = "INSERT INTO participation_memberchange (member_id) SELECT DISTINCT member_id FROM rosters_membership"


class Migration(migrations.Migration):

    dependencies = [('participation', '0003_cells_by_group'), ('rosters', '0002_roster_imports_at_size')]

    operations = [
        migrations.RunSQL(FACTS, migrations.RunSQL.noop),
        migrations.RunSQL(MEMBERS, migrations.RunSQL.noop),
    ]

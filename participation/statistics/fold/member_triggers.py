"""The triggers that tell which members have to be counted anew.

Triggers and not calls, because members are written by many ways - one at a time, by COPY, in the shell - and a figure that
one of them forgot would be wrong for ever. They only add a row to a queue. Installed after every `migrate`, not by one
migration: SQLite drops a table's triggers whenever a later migration alters the table.
"""

from typing import Any

from django.db import connections

QUEUE = "participation_memberchange"

_PEOPLE = "sex, birth_date, is_union_member"

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION participation_memberships_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            INSERT INTO {QUEUE} (member_id) SELECT DISTINCT member_id FROM old_rows;
        ELSE
            INSERT INTO {QUEUE} (member_id) SELECT DISTINCT member_id FROM new_rows;
        END IF;
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION participation_member_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO {QUEUE} (member_id) VALUES (OLD.id);
        RETURN NULL;
    END $$
    """,
    """
    CREATE OR REPLACE TRIGGER participation_membership_inserted AFTER INSERT ON rosters_membership
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION participation_memberships_changed()
    """,
    """
    CREATE OR REPLACE TRIGGER participation_membership_updated AFTER UPDATE ON rosters_membership
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION participation_memberships_changed()
    """,
    """
    CREATE OR REPLACE TRIGGER participation_membership_deleted AFTER DELETE ON rosters_membership
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION participation_memberships_changed()
    """,
    """
    CREATE OR REPLACE TRIGGER participation_member_updated AFTER UPDATE ON rosters_member FOR EACH ROW
    WHEN ((OLD.sex, OLD.birth_date, OLD.is_union_member) IS DISTINCT FROM (NEW.sex, NEW.birth_date, NEW.is_union_member))
    EXECUTE FUNCTION participation_member_changed()
    """,
    """
    CREATE OR REPLACE TRIGGER participation_member_deleted AFTER DELETE ON rosters_member FOR EACH ROW
    EXECUTE FUNCTION participation_member_changed()
    """,
]

SQLITE = [
    *(
        f"""
        CREATE TRIGGER IF NOT EXISTS participation_membership_{operation.lower()} AFTER {operation} ON rosters_membership
        BEGIN INSERT INTO {QUEUE} (member_id) VALUES ({row}.member_id); END
        """
        for operation, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    ),
    f"""
    CREATE TRIGGER IF NOT EXISTS participation_member_updated AFTER UPDATE OF {_PEOPLE} ON rosters_member
    WHEN OLD.sex IS NOT NEW.sex OR OLD.birth_date IS NOT NEW.birth_date OR OLD.is_union_member IS NOT NEW.is_union_member
    BEGIN INSERT INTO {QUEUE} (member_id) VALUES (OLD.id); END
    """,
    f"""
    CREATE TRIGGER IF NOT EXISTS participation_member_deleted AFTER DELETE ON rosters_member
    BEGIN INSERT INTO {QUEUE} (member_id) VALUES (OLD.id); END
    """,
]


def install(sender: Any = None, using: str = "default", **kwargs: Any) -> None:
    """Makes the triggers, where the tables are. Called after every `migrate`; doing it again changes nothing."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = {table.name for table in connection.introspection.get_table_list(cursor)}
        if {QUEUE, "rosters_member", "rosters_membership"} <= tables:
            for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
                cursor.execute(statement)

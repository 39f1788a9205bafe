from django.db import migrations

ROWS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}
TABLE = "assignments_assignment_skills"


class Migration(migrations.Migration):
    """Note assignments whose skills were written to: the shelf holds them, too."""

    dependencies = [
        ("assignments", "0005_how_many_wait_for_an_answer"),
        ("finding", "0002_saved_searches"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER finding_{deed.lower()} AFTER {deed} ON {TABLE} REFERENCING {rows} TABLE AS touched "
            f"FOR EACH STATEMENT EXECUTE FUNCTION finding_note('assignment_id')",
            f"DROP TRIGGER finding_{deed.lower()} ON {TABLE}",
        )
        for deed, rows in ROWS.items()
    ]

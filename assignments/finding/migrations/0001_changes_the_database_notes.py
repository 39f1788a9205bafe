import django.db.models.functions.datetime
from django.db import migrations, models

NOTE = """
CREATE FUNCTION finding_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO finding_change (assignment_id, deed)
     SELECT DISTINCT %I, pg_current_xact_id()::text::bigint FROM touched', TG_ARGV[0]);
  RETURN NULL;
END $$;
CREATE FUNCTION finding_note_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO finding_change (assignment_id, deed) VALUES (0, pg_current_xact_id()::text::bigint);
  RETURN NULL;
END $$;
CREATE FUNCTION finding_note_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO finding_change (assignment_id, deed)
  SELECT id, pg_current_xact_id()::text::bigint FROM assignments_assignment WHERE organisation_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER finding_organisation AFTER UPDATE ON organisations_organisation
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION finding_note_organisation();
"""
FORGET = """
DROP TRIGGER finding_organisation ON organisations_organisation;
DROP FUNCTION finding_note_organisation();
DROP FUNCTION finding_note_all();
DROP FUNCTION finding_note();
"""
WRITTEN = {
    "assignments_assignment": "id",
    "assignments_assignment_activities": "assignment_id",
    "assignments_assignment_groups": "assignment_id",
    "assignments_session": "assignment_id",
}
ROWS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def triggers() -> list[migrations.RunSQL]:
    """One per table and kind of statement: a trigger that sees all rows at once can have only one kind."""
    noted = [
        migrations.RunSQL(
            f"CREATE TRIGGER finding_{deed.lower()} AFTER {deed} ON {table} REFERENCING {rows} TABLE AS touched "
            f"FOR EACH STATEMENT EXECUTE FUNCTION finding_note({column})",
            f"DROP TRIGGER finding_{deed.lower()} ON {table}",
        )
        for table, column in WRITTEN.items()
        for deed, rows in ROWS.items()
    ]
    emptied = migrations.RunSQL(
        "CREATE TRIGGER finding_truncate AFTER TRUNCATE ON assignments_assignment "
        "FOR EACH STATEMENT EXECUTE FUNCTION finding_note_all()",
        "DROP TRIGGER finding_truncate ON assignments_assignment",
    )
    return [*noted, emptied]


class Migration(migrations.Migration):
    """Let the database itself note which assignments were written to, so that no writer can forget it."""

    initial = True

    dependencies = [
        ("assignments", "0001_assignments_and_their_sessions"),
        ("organisations", "0001_organisations_and_their_coordinators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("assignment_id", models.BigIntegerField()),
                ("deed", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"verbose_name": "change", "verbose_name_plural": "changes"},
        ),
        migrations.RunSQL(NOTE, FORGET),
        *triggers(),
    ]

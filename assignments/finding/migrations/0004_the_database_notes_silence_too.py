from django.db import migrations

ON_ORGANISATION = """
DROP TRIGGER finding_organisation ON organisations_organisation;
CREATE TRIGGER finding_organisation AFTER UPDATE ON organisations_organisation
  FOR EACH ROW WHEN ({columns}) EXECUTE FUNCTION finding_note_organisation();
"""
STATUS = "OLD.status IS DISTINCT FROM NEW.status"
SILENCE = "OLD.is_silent IS DISTINCT FROM NEW.is_silent"


class Migration(migrations.Migration):
    """Note the assignments of an organisation that falls silent, or answers again."""

    dependencies = [
        ("finding", "0003_the_database_notes_skills_too"),
        ("organisations", "0002_organisations_that_do_not_answer"),
    ]

    operations = [
        migrations.RunSQL(
            ON_ORGANISATION.format(columns=f"{STATUS} OR {SILENCE}"), ON_ORGANISATION.format(columns=STATUS)
        ),
    ]

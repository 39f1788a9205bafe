from django.db import migrations

COUNT = """
CREATE FUNCTION matching_count_waiting(direction integer, assignments bigint[]) RETURNS void LANGUAGE sql AS $$
  UPDATE assignments_assignment a SET unanswered = a.unanswered + direction * moved.many
  FROM (SELECT id, count(*)::integer AS many FROM unnest(assignments) AS id GROUP BY id) moved
  WHERE a.id = moved.id;
$$;
CREATE FUNCTION matching_application_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM matching_count_waiting(1, array_agg(assignment_id)) FROM came
  WHERE status IN ('new', 'dialogue') HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION matching_application_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM matching_count_waiting(-1, array_agg(assignment_id)) FROM went
  WHERE status IN ('new', 'dialogue') HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION matching_application_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM matching_count_waiting(-1, array_agg(went.assignment_id)) FROM went JOIN came USING (id)
  WHERE went.status IN ('new', 'dialogue') AND came.status NOT IN ('new', 'dialogue') HAVING count(*) > 0;
  PERFORM matching_count_waiting(1, array_agg(came.assignment_id)) FROM went JOIN came USING (id)
  WHERE went.status NOT IN ('new', 'dialogue') AND came.status IN ('new', 'dialogue') HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER matching_insert AFTER INSERT ON matching_application REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION matching_application_came();
CREATE TRIGGER matching_delete AFTER DELETE ON matching_application REFERENCING OLD TABLE AS went
  FOR EACH STATEMENT EXECUTE FUNCTION matching_application_went();
CREATE TRIGGER matching_update AFTER UPDATE ON matching_application
  REFERENCING OLD TABLE AS went NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION matching_application_changed();
"""
STOP = """
DROP TRIGGER matching_update ON matching_application;
DROP TRIGGER matching_delete ON matching_application;
DROP TRIGGER matching_insert ON matching_application;
DROP FUNCTION matching_application_changed();
DROP FUNCTION matching_application_went();
DROP FUNCTION matching_application_came();
DROP FUNCTION matching_count_waiting(integer, bigint[]);
"""
COUNT_NOW = """
UPDATE assignments_assignment a SET unanswered = waiting.many
FROM (
  SELECT assignment_id, count(*) AS many FROM matching_application
  WHERE status IN ('new', 'dialogue') GROUP BY assignment_id
) waiting
WHERE a.id = waiting.assignment_id
"""


class Migration(migrations.Migration):
    """Let the database itself count who waits for an answer, however an application comes or goes."""

    dependencies = [
        ("assignments", "0005_how_many_wait_for_an_answer"),
        ("matching", "0001_applications_and_digests"),
    ]

    operations = [
        migrations.RunSQL(COUNT, STOP),
        migrations.RunSQL(COUNT_NOW, migrations.RunSQL.noop),
    ]

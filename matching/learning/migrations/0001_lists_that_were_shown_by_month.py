import django.db.models.deletion
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

import matching.learning.models

CREATE = """
CREATE TABLE learning_shownlist (
    shown_on date NOT NULL,
    key bigint NOT NULL,
    volunteer_id bigint NOT NULL REFERENCES volunteers_volunteer ON DELETE CASCADE,
    source varchar(10) NOT NULL,
    model_version varchar(20) NOT NULL,
    shown_at timestamp with time zone NOT NULL,
    first smallint NOT NULL,
    assignments bigint[] NOT NULL,
    signals bytea NOT NULL,
    marks smallint[] NOT NULL,
    PRIMARY KEY (shown_on, key),
    CONSTRAINT shown_list_has_a_mark_for_each CHECK (cardinality(assignments) = cardinality(marks)),
    CONSTRAINT shown_list_has_seven_signals_for_each CHECK (octet_length(signals) = 7 * cardinality(marks))
) PARTITION BY RANGE (shown_on);
CREATE INDEX learning_shownlist_volunteer ON learning_shownlist (volunteer_id);
CREATE TABLE learning_shownlist_default PARTITION OF learning_shownlist DEFAULT;
DO $$
DECLARE
    month date := date_trunc('month', current_date);
BEGIN
    FOR step IN 0..1 LOOP
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF learning_shownlist FOR VALUES FROM (%L) TO (%L)',
            'learning_shownlist_' || to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
        month := month + interval '1 month';
    END LOOP;
END $$;
"""


def fields() -> list[tuple[str, models.Field]]:
    volunteer = models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name="shown_lists",
        to="volunteers.volunteer",
        verbose_name="volunteer",
    )
    key = models.CompositePrimaryKey(
        "shown_on", "key", blank=True, editable=False, primary_key=True, serialize=False
    )
    return [
        ("pk", key),
        ("shown_on", models.DateField(verbose_name="day")),
        ("key", models.BigIntegerField(verbose_name="key")),
        (
            "source",
            models.CharField(
                choices=matching.learning.models.sources, max_length=10, verbose_name="shown in"
            ),
        ),
        ("model_version", models.CharField(max_length=20, verbose_name="version of the ranking model")),
        ("shown_at", models.DateTimeField(verbose_name="shown")),
        ("first", models.PositiveSmallIntegerField(default=1, verbose_name="place of the first")),
        ("assignments", ArrayField(base_field=models.BigIntegerField(), verbose_name="assignments")),
        ("signals", models.BinaryField(verbose_name="signals")),
        ("marks", ArrayField(base_field=models.SmallIntegerField(), verbose_name="what came of them")),
        ("volunteer", volunteer),
    ]


class Migration(migrations.Migration):
    """Keep each list that is shown, a row a list and a partition a month, so that a month is forgotten at once."""

    initial = True

    dependencies = [("volunteers", "0001_volunteers")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(CREATE, "DROP TABLE learning_shownlist")],
            state_operations=[
                migrations.CreateModel(
                    name="ShownList",
                    fields=fields(),
                    options={
                        "verbose_name": "shown list",
                        "verbose_name_plural": "shown lists",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("assignments__len", models.F("marks__len"))),
                                name="shown_list_has_a_mark_for_each",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]

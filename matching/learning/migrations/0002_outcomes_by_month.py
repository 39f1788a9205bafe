from django.db import migrations, models

import matching.learning.models


class Migration(migrations.Migration):
    """Count by month what came of the lists, in numbers that are about nobody."""

    dependencies = [("learning", "0001_lists_that_were_shown_by_month")]

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="month")),
                (
                    "source",
                    models.CharField(
                        choices=matching.learning.models.sources, max_length=10, verbose_name="shown in"
                    ),
                ),
                ("model_version", models.CharField(max_length=20, verbose_name="version of the ranking model")),
                ("lists", models.PositiveBigIntegerField(verbose_name="lists")),
                ("shown", models.PositiveBigIntegerField(verbose_name="assignments shown")),
                ("opened", models.PositiveBigIntegerField(verbose_name="opened")),
                ("applied", models.PositiveBigIntegerField(verbose_name="applied to")),
                ("answered", models.PositiveBigIntegerField(verbose_name="answered")),
                ("accepted", models.PositiveBigIntegerField(verbose_name="accepted")),
            ],
            options={
                "verbose_name": "outcome of a month",
                "verbose_name_plural": "outcomes by month",
                "ordering": ("-month", "source", "-model_version"),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("month"),
                        models.F("source"),
                        models.F("model_version"),
                        name="one_outcome_per_month_and_list",
                    )
                ],
            },
        ),
    ]

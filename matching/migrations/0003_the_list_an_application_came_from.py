from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep with an application and with a digest which list it was, so that its answer can be told to it."""

    dependencies = [("matching", "0002_the_database_counts_who_waits_for_an_answer")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="list_name",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=14, verbose_name="list it came from"
            ),
        ),
        migrations.AddField(
            model_name="digest",
            name="list_name",
            field=models.CharField(blank=True, db_default="", default="", max_length=14, verbose_name="its list"),
        ),
    ]

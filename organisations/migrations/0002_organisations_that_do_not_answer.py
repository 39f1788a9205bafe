from django.db import migrations, models


class Migration(migrations.Migration):
    """Mark the organisations that leave people without an answer, so that their assignments are not lifted."""

    dependencies = [("organisations", "0001_organisations_and_their_coordinators")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="is_silent",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="leaves people without an answer"
            ),
        ),
    ]

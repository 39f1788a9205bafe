from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assignments', '0004_search_texts_stand_in_for_the_search_column'),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='unanswered',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False, verbose_name='waiting for an answer'),
        ),
    ]

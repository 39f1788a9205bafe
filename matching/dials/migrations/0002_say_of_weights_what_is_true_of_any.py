import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dials', '0001_weights_and_outlooks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='dials',
            name='kappa',
            field=models.FloatField(help_text='How much an assignment is lifted that nobody, or too few, have signed up for. It reorders what fits and never lifts what does not. At 1 it can make the odds 7 times as high at most, as a weight of 2 can.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1.5)], verbose_name='need'),
        ),
        migrations.AlterField(
            model_name='dials',
            name='skill',
            field=models.FloatField(help_text='Whether she is good at what they look for.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(4)], verbose_name='skill'),
        ),
        migrations.AlterField(
            model_name='dials',
            name='time',
            field=models.FloatField(help_text='Whether she has the times of the week it needs.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(4)], verbose_name='time'),
        ),
    ]

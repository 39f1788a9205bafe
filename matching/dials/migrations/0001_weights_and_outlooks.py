import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import matching.dials.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Togetherness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counts', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), verbose_name='ticked together')),
                ('volunteers', models.PositiveIntegerField(verbose_name='volunteers who have ticked any')),
                ('counted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='counted')),
            ],
            options={
                'verbose_name': 'activities ticked together',
                'verbose_name_plural': 'activities ticked together',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Dials',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('interest', models.FloatField(help_text='Whether it is something she has ticked, or close to it.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(4)], verbose_name='interest')),
                ('distance', models.FloatField(help_text='How near it is, measured by how far she herself is willing to go.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(4)], verbose_name='distance')),
                ('time', models.FloatField(help_text='Whether she has the times of the week it needs.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(4)], verbose_name='time')),
                ('rhythm', models.FloatField(help_text='Whether it is once or regular, as she wishes.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(4)], verbose_name='rhythm')),
                ('skill', models.FloatField(help_text='Whether she is good at what they look for.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(4)], verbose_name='skill')),
                ('hours', models.FloatField(help_text='Whether she has as many hours as it takes.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(4)], verbose_name='hours')),
                ('group', models.FloatField(help_text='Whether it helps somebody she has ticked.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(4)], verbose_name='group')),
                ('kappa', models.FloatField(help_text='How much an assignment is lifted that nobody, or too few, have signed up for. It reorders what fits and never lifts what does not. At 1 it can make the odds 8 times as high at most, as a weight of 2 can.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1.5)], verbose_name='need')),
                ('is_relevance_only', models.BooleanField(default=False, help_text='Order by what fits her alone; nothing is lifted because it lacks people.', verbose_name='pure relevance')),
                ('note', models.CharField(help_text='For those who wonder later why it was changed.', max_length=300, verbose_name='why')),
                ('set_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='set')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
            ],
            options={
                'verbose_name': 'version of the weights',
                'verbose_name_plural': 'versions of the weights',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Outlook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=matching.dials.models.outlook_kinds, max_length=8, verbose_name='kind')),
                ('on', models.DateField(verbose_name='day')),
                ('until', models.DateTimeField(verbose_name='lists counted until')),
                ('assignments', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), verbose_name='assignments')),
                ('numbers', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), verbose_name='what is said of each')),
                ('typical', models.FloatField(verbose_name='relevance of a typical pair, log-odds')),
                ('rate', models.FloatField(verbose_name='applications per item looked at')),
            ],
            options={
                'verbose_name': 'outlook',
                'verbose_name_plural': 'outlooks',
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['kind', '-id'], name='latest_outlook')],
                'constraints': [models.CheckConstraint(condition=models.Q(('assignments__len', models.F('numbers__len'))), name='outlook_says_one_number_per_assignment')],
            },
        ),
    ]

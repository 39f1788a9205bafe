import assignments.finding.models.saved
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep what people search for, and what each search has been told of."""

    dependencies = [
        ('assignments', '0001_assignments_and_their_sessions'),
        ('finding', '0001_changes_the_database_notes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'alert',
                'verbose_name_plural': 'alerts',
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('query', models.CharField(max_length=2000, verbose_name='what it asks for')),
                ('often', models.CharField(choices=assignments.finding.models.saved.frequencies, default='daily', max_length=8, verbose_name='e-mail')),
                ('looked_at', models.DateTimeField(verbose_name='last looked for new hits')),
                ('seen_at', models.DateTimeField(verbose_name='new hits last seen')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='saved')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Hit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alert', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='hits', to='finding.alert', verbose_name='alert')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='assignments.assignment', verbose_name='assignment or need')),
                ('search', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='finding.savedsearch', verbose_name='saved search')),
            ],
            options={
                'verbose_name': 'hit',
                'verbose_name_plural': 'hits',
            },
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(models.F('user'), models.F('query'), name='search_saved_once_by_a_user'),
        ),
        migrations.AddConstraint(
            model_name='hit',
            constraint=models.UniqueConstraint(models.F('search'), models.F('assignment'), name='told_once_for_a_search'),
        ),
    ]

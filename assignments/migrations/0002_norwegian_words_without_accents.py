from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

WORDS = "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart"
NORWEGIAN = f"""
    CREATE TEXT SEARCH DICTIONARY portal_words (TEMPLATE = snowball, LANGUAGE = norwegian);
    CREATE TEXT SEARCH CONFIGURATION portal_words (COPY = simple);
    ALTER TEXT SEARCH CONFIGURATION portal_words ALTER MAPPING FOR {WORDS} WITH portal_words;
"""
NONE = """
    DROP TEXT SEARCH CONFIGURATION portal_words;
    DROP TEXT SEARCH DICTIONARY portal_words;
"""


class Migration(migrations.Migration):
    """Trigrams, and Norwegian stems without stop words; accents are taken away before a text comes here."""

    dependencies = [
        ("assignments", "0001_assignments_and_their_sessions"),
    ]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(NORWEGIAN, NONE),
    ]

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from assignments.models.assignments import Assignment

CONFIG = "portal_words"
"""Norwegian stems of folded words, with no stop words: made by a migration of this app."""
AS_WRITTEN = "zz"


def stems(name: str, weight: str | None = None) -> SearchVector:
    return SearchVector(name, weight=weight, config=CONFIG)


def kept(expression: Any) -> models.GeneratedField:
    """What PostgreSQL works out of the texts, and keeps."""
    return models.GeneratedField(
        expression=expression, output_field=SearchVectorField(), db_persist=True, editable=False
    )


class Written(models.Func):
    """The words of a text as they are written, with a sign that tells them from stems."""

    function = "regexp_replace"
    template = rf"%(function)s(%(expressions)s, '(\S+)', '{AS_WRITTEN}\1', 'g')"
    output_field = models.TextField()


class SearchText(models.Model):
    """What a published assignment is found by: its words, folded, by how much they say of it.

    `all_stems` has all of them, weighted. The others tell where a word stands without its weight, which
    no index holds; that of the title has its words as they are written, too.
    """

    assignment = models.OneToOneField(
        Assignment,
        models.CASCADE,
        primary_key=True,
        related_name="search_text",
        verbose_name=_("assignment or need"),
    )
    title = models.TextField(_("title"))
    about = models.TextField(_("what it is about, in three languages"))
    where = models.TextField(_("who and where"))
    body = models.TextField(_("description"))
    all_stems = kept(stems("title", "A") + stems("about", "B") + stems("where", "C") + stems("body", "D"))
    title_stems = kept(stems("title") + SearchVector(Written("title"), config="simple"))
    about_stems = kept(stems("about"))
    where_stems = kept(stems("where"))

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")
        indexes = (
            GinIndex(
                fields=["all_stems", "title_stems", "about_stems", "where_stems"],
                name="search_text_stems",
                fastupdate=False,
            ),
        )

    def __str__(self) -> str:
        return self.title


class Stem(models.Func):
    """The stem PostgreSQL gives a folded word, by the dictionary of the search texts."""

    template = f"(ts_lexize('{CONFIG}', %(expressions)s))[1]"
    output_field = models.CharField()


class Word(models.Model):
    """A word that some search text holds, with the stems of the words it is put together of."""

    word = models.CharField(_("word"), max_length=40, primary_key=True)
    stem = models.GeneratedField(
        expression=Stem("word"), output_field=models.CharField(max_length=40), db_persist=True, editable=False
    )
    written = models.CharField(_("as it is written"), max_length=40)
    parts = ArrayField(models.CharField(max_length=40), verbose_name=_("parts"), default=list, blank=True)
    texts = models.PositiveIntegerField(_("texts it is in"), default=0)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        indexes = (
            GinIndex(fields=["word"], name="word_trigrams", opclasses=["gin_trgm_ops"], fastupdate=False),
            GinIndex(fields=["parts"], name="word_parts", fastupdate=False),
            models.Index(fields=["stem"], name="word_stem"),
            models.Index(fields=["texts"], name="word_texts"),
        )

    def __str__(self) -> str:
        return self.word

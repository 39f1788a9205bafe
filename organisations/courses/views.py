from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisations.courses import progress, services
from organisations.courses.access import may_learn
from organisations.courses.forms import AnswerForm, ChecklistForm
from organisations.courses.models import Course, Lesson, Participation
from portal import markdown
from portal.http import Request, SignedInRequest


@login_not_required
@require_safe
def courses(request: Request) -> HttpResponse:
    """Every course, open to all. Whoever takes one sees how far she has come."""
    return render(request, "courses/course_list.html", {"courses": progress.of_every_course(request.user)})


@login_not_required
@require_safe
def course(request: Request, course: str) -> HttpResponse:
    """What a course teaches, and where to begin or go on."""
    found = get_object_or_404(Course.objects.published(), slug=course)
    context = {
        "course": found,
        "progress": progress.of_course(found, user=request.user),
        "may_learn": may_learn(request.user),
    }
    return render(request, "courses/course.html", context)


def for_coordinators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the lesson of the address. Others than coordinators are told whom it is for."""

    @login_not_required
    @wraps(view)
    def show_or_explain(request: Request, course: str, module: int, lesson: str, **rest: Any) -> HttpResponse:
        lessons = Lesson.objects.published().at(course=course, module=module, lesson=lesson)
        found = get_object_or_404(lessons.with_place())
        if not may_learn(request.user):
            return render(request, "courses/for_coordinators.html", {"lesson": found})
        return view(request, found, **rest)

    return show_or_explain


@for_coordinators
@require_safe
def lesson(request: SignedInRequest, lesson: Lesson) -> HttpResponse:
    """One lesson to read, its check list and its quiz."""
    return show(request, lesson)


@for_coordinators
@require_POST
def tick(request: SignedInRequest, lesson: Lesson) -> HttpResponse:
    """Keep what is ticked of the check list."""
    form = ChecklistForm(lesson, request.POST)
    if not form.is_valid():
        return show(request, lesson, checklist=form)
    services.tick(lesson, points=form.cleaned_data["points"], by=request.user)
    return redirect(f"{lesson.get_absolute_url()}#checklist")


@for_coordinators
@require_POST
def answer(request: SignedInRequest, lesson: Lesson, number: int) -> HttpResponse:
    """Answer one question of the quiz; the page tells which answer is right and why."""
    question = get_object_or_404(lesson.questions, number=number)
    form = AnswerForm(question, request.POST)
    if not form.is_valid():
        return show(request, lesson, answered=form)
    services.answer(question, choice=form.cleaned_data["choice"], by=request.user)
    return redirect(f"{lesson.get_absolute_url()}#{form['choice'].auto_id}")


@for_coordinators
@require_POST
def complete(request: SignedInRequest, lesson: Lesson) -> HttpResponse:
    """Mark the lesson as read, and go on to the next."""
    services.complete(lesson, by=request.user, at=now())
    mine = progress.of_course(lesson.module.course, user=request.user)
    if following := mine.after(lesson):
        services.start(following, by=request.user)
        return redirect(following)
    if mine.resume:
        messages.success(request, _("That was the last lesson. Some before it are still unread."))
    else:
        messages.success(request, _("You have read every lesson of the course. Well done!"))
    return redirect(lesson.module.course)


def show(
    request: SignedInRequest,
    lesson: Lesson,
    *,
    checklist: ChecklistForm | None = None,
    answered: AnswerForm | None = None,
) -> HttpResponse:
    """Render a lesson with what is ticked and answered, and with the form that was refused, if any."""
    taken = progress.of_course(lesson.module.course, user=request.user)
    mine = taken.of.get(lesson.pk) or Participation()
    context = {
        "lesson": lesson,
        "text": markdown.render(lesson.text, heading=2),
        "progress": taken,
        "number": taken.lessons.index(lesson) + 1,
        "ticked": len(set(mine.checked) & set(lesson.points)),
        "checklist": checklist or ChecklistForm(lesson, initial={"points": mine.checked}),
        "quiz": quiz(lesson, mine, answered),
        "refused": checklist or answered,
    }
    return render(request, "courses/lesson.html", context)


def quiz(lesson: Lesson, mine: Participation, answered: AnswerForm | None) -> list[AnswerForm]:
    """Every question with the answer she gave, and the one that was refused as she left it."""
    forms = [
        AnswerForm(question, given=mine.answers.get(str(question.pk))) for question in lesson.questions.all()
    ]
    return [answered if answered and answered.question == form.question else form for form in forms]

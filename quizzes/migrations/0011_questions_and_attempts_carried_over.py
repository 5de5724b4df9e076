"""Questions become content of their kind with a first version, attempts keep that version and how much of each was right."""

import html
import json
import uuid

from django.db import migrations
from django.utils import timezone

AT_ONCE = 1000


def paragraphs(text):
    return "".join(f"<p>{html.escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())


def in_line(text):
    return html.escape(" ".join(text.split()), quote=False)


def stream_of(kind, text, choices, is_shuffled):
    """The question as StreamField keeps it. `choices` are (id, text, is_right, feedback)."""
    items = [
        {"type": "item", "id": uid, "value": {"text": in_line(said), "is_right": right, "feedback": feedback, "percent": None}}
        for uid, said, right, feedback in choices
    ]
    value = {"text": paragraphs(text), "choices": items, "is_shuffled": is_shuffled}
    if kind == "multiple":
        value["marking"] = "whole"
    return [{"type": kind, "id": str(uuid.uuid4()), "value": value}]


def content_of(stream):
    """The content of the version, as the kinds made it of such a stream when this was written."""
    (block,) = stream
    value = block["value"]
    choices = [
        {
            "id": item["id"],
            "text": item["value"]["text"],
            "is_right": item["value"]["is_right"],
            "percent": "100" if item["value"]["is_right"] else "0",
            "feedback": item["value"]["feedback"],
        }
        for item in value["choices"]
    ]
    content = {"text": value["text"], "choices": choices, "is_shuffled": value["is_shuffled"]}
    return content | {"marking": value["marking"]} if "marking" in value else content


def name_choices(apps):
    """Gives each choice a random id: from now on no order of making can be told from it."""
    Choice = apps.get_model("quizzes", "Choice")
    named = []
    for choice in Choice.objects.filter(uid=None).iterator():
        choice.uid = uuid.uuid4()
        named.append(choice)
    Choice.objects.bulk_update(named, ["uid"], batch_size=AT_ONCE)


def carry_questions(apps):
    """Question id -> id of its first version."""
    Question, Version = apps.get_model("quizzes", "Question"), apps.get_model("quizzes", "QuestionVersion")
    now, versions = timezone.now(), {}
    for question in Question.objects.prefetch_related("choices").iterator(chunk_size=AT_ONCE):
        choices = sorted(question.choices.all(), key=lambda each: (each.sort_order is None, each.sort_order, each.pk))
        stream = stream_of(
            question.kind,
            question.text,
            [(str(each.uid), each.text, each.is_right, each.feedback) for each in choices],
            question.is_shuffled,
        )
        explanation = paragraphs(question.explanation)
        version = Version.objects.create(
            question_id=question.pk, number=1, kind=question.kind, content=content_of(stream), explanation=explanation,
            source=question.source, checked_on=question.checked_on, made_at=now,
        )  # fmt: skip
        Question.objects.filter(pk=question.pk).update(
            content=json.dumps(stream), explanation=explanation, version_id=version.pk, live=True, first_published_at=now,
            last_published_at=now, live_revision_id=question.latest_revision_id,
        )  # fmt: skip
        versions[question.pk] = version.pk
    return versions


def carry_revisions(apps):
    """What was saved earlier can still be opened and compared: its choices are put into the content."""
    Revision, Choice = apps.get_model("wagtailcore", "Revision"), apps.get_model("quizzes", "Choice")
    ContentType = apps.get_model("contenttypes", "ContentType")
    own = ContentType.objects.filter(app_label="quizzes", model="question").first()
    uids = dict(Choice.objects.values_list("pk", "uid"))
    for revision in Revision.objects.filter(content_type=own).iterator(chunk_size=AT_ONCE) if own else []:
        said = revision.content
        if "choices" not in said:
            continue
        choices = sorted(said.pop("choices"), key=lambda each: (each.get("sort_order") is None, each.get("sort_order") or 0))
        stream = stream_of(
            said.get("kind", "single"),
            said.get("text", ""),
            [
                (str(uids.get(each.get("pk")) or uuid.uuid4()), each["text"], each["is_right"], each.get("feedback", ""))
                for each in choices
            ],
            said.pop("is_shuffled", True),
        )
        revision.content = said | {"content": json.dumps(stream), "explanation": paragraphs(said.get("explanation", ""))}
        revision.save(update_fields=["content"])


def carry_attempts(apps, versions):
    Attempt, Choice = apps.get_model("quizzes", "Attempt"), apps.get_model("quizzes", "Choice")
    uids = {pk: str(uid) for pk, uid in Choice.objects.values_list("pk", "uid")}
    # PostgreSQL has not kept the order of the keys: that of the quiz today is the order of then, where it still asks them.
    Place = apps.get_model("quizzes", "QuizQuestion")
    rows = Place.objects.order_by("quiz", "sort_order", "pk").values_list("quiz", "question")
    places = {row: number for number, row in enumerate(rows)}
    carried = []
    for attempt in Attempt.objects.only("pk", "quiz", "answers", "outcomes").iterator(chunk_size=AT_ONCE):
        asked = attempt.outcomes
        in_order = sorted(map(int, asked), key=lambda question: (places.get((attempt.quiz_id, question), 0), question))
        attempt.versions = [versions[question] for question in in_order if question in versions]
        attempt.fractions = {question: "1" if right else "0" for question, right in asked.items()}
        # A choice that was deleted since is not shown any more, as before.
        attempt.answers = {
            question: [uids[pk] for pk in chosen if pk in uids] or None for question, chosen in attempt.answers.items()
        }
        carried.append(attempt)
        if len(carried) == AT_ONCE:
            Attempt.objects.bulk_update(carried, ["versions", "fractions", "answers"])
            carried = []
    Attempt.objects.bulk_update(carried, ["versions", "fractions", "answers"])


def carry_over(apps, schema_editor):
    name_choices(apps)
    versions = carry_questions(apps)
    carry_revisions(apps)
    carry_attempts(apps, versions)


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0010_questions_of_many_kinds'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [migrations.RunPython(carry_over)]

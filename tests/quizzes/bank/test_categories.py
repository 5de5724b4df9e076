"""Categories: a tree without loops, in which no name stands twice beside itself."""

import pytest
from wagtail.admin.panels import get_edit_handler

from quizzes.bank.categories import CategoryForm as BareForm
from quizzes.bank.category_paths import BadCategory
from quizzes.models import Category, Question
from tests import factories

pytestmark = pytest.mark.django_db


def form(instance=None, **data):
    made = get_edit_handler(Category).get_form_class()
    assert issubclass(made, BareForm)
    return made(data, instance=instance)


def tree():
    return Category.at(["a"]), Category.at(["a", "b"]), Category.at(["a", "b", "c"])


def test_what_is_missing_of_a_path_is_made_once():
    first = Category.at(["An toàn", "Mật khẩu"])
    assert Category.at(["an toàn", "MẬT KHẨU"]) == first
    assert Category.paths() == {first.get_parent().pk: "An toàn", first.pk: "An toàn / Mật khẩu"}
    assert Category.named(["An toàn", "không"]) is None
    with pytest.raises(BadCategory):
        Category.at([])


def test_a_form_puts_a_category_where_it_says_and_moves_it():
    a, b, c = tree()
    made = form(name=" Mới ", parent=b.pk).save()
    assert Category.paths()[made.pk] == "a / b / Mới"
    moved = form(c, name="c", parent="").save()
    assert Category.paths()[moved.pk] == "c"
    back = form(Category.objects.get(pk=c.pk), name="d", parent=a.pk).save()
    assert Category.paths()[back.pk] == "a / d"


def test_a_category_is_not_put_below_itself():
    a, b, c = tree()
    for below in (a, b, c):
        assert not form(a, name="a", parent=below.pk).is_valid()
    assert Category.paths() == {a.pk: "a", b.pk: "a / b", c.pk: "a / b / c"}
    assert Category.find_problems() == ([], [], [], [], [])


def test_a_name_stands_once_beside_others():
    a, _b, _c = tree()
    assert "Ở bậc này đã có danh mục tên “B”." in str(form(name="B", parent=a.pk).errors)
    assert form(name="b", parent="").is_valid()
    assert form(a, name="A", parent="").is_valid()


def test_a_tree_is_not_deeper_than_a_path_may_be():
    deepest = Category.at(list("abcdefghij"))
    assert "Nhiều nhất 10 bậc" in str(form(name="k", parent=deepest.pk).errors)


def test_names_in_a_list_stand_further_right_the_deeper_they_are():
    assert [category.indented for category in tree()] == ["a", "— b", "— — c"]


def test_a_category_with_questions_stays():
    a, _b, c = tree()
    question = factories.question("Gì?")
    Question.objects.filter(pk=question.pk).update(category=c)
    with pytest.raises(Exception, match="protected"):
        a.delete()
    assert Category.objects.count() == 3


def test_a_branch_is_not_moved_so_that_it_would_be_too_deep():
    a, _b, _c = tree()
    deep = Category.at(list("vwxyzmnp"))
    assert "Nhiều nhất 10 bậc" in str(form(a, name="a", parent=deep.pk).errors)
    assert form(a, name="a", parent=deep.get_parent().pk).is_valid()

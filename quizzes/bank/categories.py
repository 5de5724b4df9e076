"""Where questions are kept: a tree of categories, as deep as somebody wants it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from treebeard.mp_tree import MP_Node
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel

from quizzes.bank.category_paths import DEEPEST, LONGEST_NAME, BadCategory, path_of_names
from rosters.names import clean_text


class CategoryField(forms.ModelChoiceField):
    """A category chosen from the tree: what lies deeper stands further to the right."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.indented)


class CategoryForm(WagtailAdminModelForm):
    """A category with the one that it is in; a tree has no loops, so it is never put below itself."""

    parent = CategoryField(None, label=gettext_lazy("Nằm trong"), required=False, empty_label=gettext_lazy("(bậc trên cùng)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.instance
        others = Category.objects.all()
        if own.pk:
            others = others.exclude(path__startswith=own.path)
            self.initial["parent"] = own.get_parent()
        field = self.fields["parent"]
        field.queryset = others

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name, parent = clean_text(cleaned.get("name", "")), cleaned.get("parent")
        beside = parent.get_children() if parent else Category.get_root_nodes()
        twin = _named(beside, name)
        if twin and twin.pk != self.instance.pk:
            raise ValidationError({"name": _("Ở bậc này đã có danh mục tên “%(name)s”.") % {"name": name}})
        if parent and parent.depth + self._height() > DEEPEST:
            raise ValidationError({"parent": _("Nhiều nhất %(most)s bậc danh mục.") % {"most": DEEPEST}})
        return cleaned

    def _height(self) -> int:
        """How many levels the category has, itself and those below it."""
        own = self.instance
        if not own.pk:
            return 1
        deepest: int = Category.objects.filter(path__startswith=own.path).aggregate(deepest=models.Max("depth"))["deepest"]
        return deepest - own.depth + 1

    def save(self, commit: bool = True) -> "Category":
        category: Category = super().save(commit=False)
        category.name = clean_text(category.name)
        parent = self.cleaned_data.get("parent")
        if not category.pk:
            return parent.add_child(instance=category) if parent else Category.add_root(instance=category)  # type: ignore[no-any-return]
        category.save()
        if category.get_parent() != parent:
            category.move(parent or Category.get_last_root_node(), "last-child" if parent else "last-sibling")
        return Category.objects.get(pk=category.pk)


def _named(beside: Any, name: str) -> "Category | None":
    """The one of these with this name. SQLite knows capitals only of letters without accents, so we compare ourselves."""
    wanted = clean_text(name).casefold()
    return next((category for category in beside if category.name.casefold() == wanted), None)


class Category(MP_Node):
    """A shelf of the bank. Its path is what treebeard keeps."""

    name = models.CharField(gettext_lazy("tên danh mục"), max_length=LONGEST_NAME)

    base_form_class = CategoryForm
    panels = [FieldPanel("name"), FieldPanel("parent")]

    class Meta:
        verbose_name = gettext_lazy("danh mục câu hỏi")
        verbose_name_plural = gettext_lazy("danh mục câu hỏi")

    def __str__(self) -> str:
        return self.name

    @property
    def indented(self) -> str:
        """For lists: what lies deeper stands further to the right."""
        return f"{'— ' * (self.depth - 1)}{self.name}"

    @classmethod
    def at(cls, names: Sequence[str]) -> "Category":
        """The category with these names from the top; what is missing of them is made. Capitals do not matter."""
        found: Category | None = None
        for name in names:
            beside = found.get_children() if found else cls.get_root_nodes()
            below = _named(beside, name)
            if below is None:
                below = found.add_child(name=name) if found else cls.add_root(name=name)
            found = below
        if found is None:
            raise BadCategory(_("Chưa có tên danh mục."))
        return found

    @classmethod
    def named(cls, names: Sequence[str]) -> "Category | None":
        """The category with these names from the top, where there is one."""
        found: Category | None = None
        for name in names:
            beside = found.get_children() if found else cls.get_root_nodes()
            found = _named(beside, name)
            if found is None:
                return None
        return found

    @classmethod
    def names(cls) -> dict[int, list[str]]:
        """Id -> names from the top, of all categories, in one query."""
        found: dict[int, list[str]] = {}
        above: list[str] = []
        for category in cls.objects.order_by("path"):
            above = [*above[: category.depth - 1], category.name]
            found[category.pk] = above
        return found

    @classmethod
    def paths(cls) -> dict[int, str]:
        """Id -> path, as people write it."""
        return {pk: path_of_names(names) for pk, names in cls.names().items()}

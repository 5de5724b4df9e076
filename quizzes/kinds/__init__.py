"""The kinds of questions: a module each, found by being here.

Each module has one object `KIND`, made of a class below `quizzes.kinds.kind.Kind`. CONTRIBUTING.md says how one is added.
"""

import pkgutil
from functools import cache
from importlib import import_module

from quizzes.kinds.kind import Kind


@cache
def all_kinds() -> dict[str, Kind]:
    """Name -> kind, in the order in which an author chooses among them."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    kinds: list[Kind] = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.order)}


def kind_named(name: str) -> Kind:
    """The kind that content is of. Raises KeyError for one that is not here any more."""
    return all_kinds()[name]

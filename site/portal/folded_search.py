"""Wagtail's search with accents left out on both sides: `mat khau` and `mật khẩu` find the same pages and pictures.

The databases fold only some letters by themselves (SQLite those with one mark, PostgreSQL none), so what is indexed and what is
asked is folded here.
"""

import sys
from typing import Any

from wagtail.search.backends.database import SearchBackend as database_backend
from wagtail.search.query import PlainText

from rosters.names import fold


class _AsksFolded:
    def search(self, query: Any, *args: Any, **options: Any) -> Any:
        return super().search(_folded(query), *args, **options)  # type: ignore[misc]

    def autocomplete(self, query: Any, *args: Any, **options: Any) -> Any:
        return super().autocomplete(_folded(query), *args, **options)  # type: ignore[misc]


def _folded(query: Any) -> Any:
    if isinstance(query, str):
        return fold(query)
    return PlainText(fold(query.query_string), operator=query.operator) if isinstance(query, PlainText) else query


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend for the database that is used, folding."""
    plain = type(database_backend(params))
    _index_folded(sys.modules[plain.__module__])
    return type(f"Folded{plain.__name__}", (_AsksFolded, plain), {})(params)


def _index_folded(module: Any) -> None:
    """What the module of a backend puts into the index is folded. It names the class that does so, and takes no other."""
    indexer = getattr(module, "ObjectIndexer", None)
    if indexer is None or getattr(indexer, "folds", False):
        return

    class FoldingIndexer(indexer):  # type: ignore[misc,valid-type]
        folds = True

        def prepare_value(self, value: Any) -> str:
            return fold(super().prepare_value(value))

    module.ObjectIndexer = FoldingIndexer

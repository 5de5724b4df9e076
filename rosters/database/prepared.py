"""Statements that are asked again and again: written as querysets, put into SQL once in a process.

Django builds the SQL of a queryset anew each time, which for a row by its id takes several times as long as the database takes
to find it; and the server plans each statement anew. What every request of a learner asks is asked this way: see
docs/decisions/0016-prepared-queries.md for what it gains.
"""

import functools
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

T = TypeVar("T")


class Given(Expression):
    """The place of a value that is given when the query is asked, in the lookups of a PreparedQuery."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def for_database(self, values: dict[str, Any], connection: Any) -> Any:
        return self.output_field.get_db_prep_value(values[self.name], connection)


@dataclass(frozen=True)
class _Compiled(Generic[T]):
    sql: str
    parameters: Sequence[Any]
    # Makes of the rows of the database what the queryset would give.
    read: Callable[[list[Any]], list[T]]
    locks: bool


class PreparedQuery(Generic[T]):
    """A queryset with places for values (`Given`), asked without putting it together anew.

    `build` gives the queryset, with the models loaded. It may follow foreign keys by select_related, annotate, lock rows and
    give tuples by values_list; it may not prefetch.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, T]]") -> None:
        self._build = build
        self._compiled: _Compiled[T] | None = None
        self._lock = threading.Lock()

    def all(self, **values: Any) -> list[T]:
        """What the queryset gives with `values`, the names of its places. Raises KeyError for one that is not given."""
        connection = connections[DEFAULT_DB_ALIAS]
        compiled = self._compiled or self._put_together()
        if compiled.locks and not connection.in_atomic_block:
            raise transaction.TransactionManagementError("rows are locked inside of a transaction only")
        parameters = [
            each.for_database(values, connection) if isinstance(each, Given) else each for each in compiled.parameters
        ]
        with cursor(connection) as asked:
            asked.execute(compiled.sql, parameters)
            return compiled.read(asked.fetchall())

    def _put_together(self) -> _Compiled[T]:
        with self._lock:
            self._compiled = self._compiled or _compile(self._build())
            return self._compiled

    def first(self, **values: Any) -> T | None:
        """The first of them, or None."""
        return next(iter(self.all(**values)), None)


def cursor(connection: Any) -> Any:
    """A cursor for a statement that is asked again and again: the server plans it once, where it may remember statements.

    Used like connection.cursor(), whose statements PostgreSQL gets with the values written into them.
    """
    if connection.vendor != "postgresql" or connection.queries_logged:
        # The log of queries holds the text of statements that are sent with their values.
        return connection.cursor()
    from psycopg import Cursor

    connection.ensure_connection()
    with connection.wrap_database_errors:
        # As Django wraps its own: errors are Django's.
        return connection._prepare_cursor(Cursor(connection.connection))


def insert_once(row: Model, unique: str) -> bool:
    """Inserts `row`, unless there is one with the same value of the field `unique`. Whether it was inserted; then it has its id."""
    fields: list[Any] = [field for field in row._meta.concrete_fields if not field.primary_key]
    connection = connections[DEFAULT_DB_ALIAS]
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with cursor(connection) as asked:
        asked.execute(_insertion(type(row), unique), values)
        made = asked.fetchone()
    if made:
        row.pk = made[0]
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return bool(made)


@functools.cache
def _insertion(model: type[Model], unique: str) -> str:
    quote: Callable[[Any], str] = connections[DEFAULT_DB_ALIAS].ops.quote_name
    columns = [quote(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    marks = ", ".join(["%s"] * len(columns))
    # Names of tables and columns; every value is a parameter.
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT ({quote(unique)}) DO NOTHING RETURNING {key}"
    )


def _compile(queryset: "QuerySet[Any, T]") -> _Compiled[T]:
    compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([expression for expression, *_rest in compiler.select])
    as_objects = issubclass(queryset._iterable_class, ModelIterable)
    finish: Callable[[Any], Any] = _objects(compiler) if as_objects else tuple

    def read(rows: list[Any]) -> list[T]:
        converted = compiler.apply_converters(rows, converters) if converters else rows
        return [finish(row) for row in converted]

    return _Compiled(sql, parameters, read, locks=queryset.query.select_for_update)


def _objects(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """What makes an object of a row, as ModelIterable does: with what was selected along, and with its annotations."""
    klass_info, select = compiler.klass_info, compiler.select
    model, columns = klass_info["model"], klass_info["select_fields"]
    start, end = columns[0], columns[-1] + 1
    names = [select[place][0].target.attname for place in range(start, end)]
    related = get_related_populators(klass_info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg] # stubs of a later Django

    def make(row: Sequence[Any]) -> Any:
        made = model.from_db(DEFAULT_DB_ALIAS, names, row[start:end])
        for each in related:
            each.populate(row, made)
        for name, place in compiler.annotation_col_map.items():
            setattr(made, name, row[place])
        return made

    return make

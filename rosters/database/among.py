"""A lookup for many values at once: `code__among=codes`.

`code__in` sends one parameter for each value, which Django, the driver and the database each look at: 100,000 of them
take seconds. Here all values go as one array, or as one JSON text on SQLite.
"""

import json
from typing import Any

from django.db.models import Field, ForeignKey, Lookup


@ForeignKey.register_lookup
@Field.register_lookup
class Among(Lookup):
    """The column is one of the values of a list. Values are plain texts, numbers or days."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, parameters = self.process_lhs(compiler, connection)
        values: list[Any] = list(self.rhs)  # type: ignore[call-overload]
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s)", [*parameters, values]
        found = "(SELECT value FROM json_each(%s))"
        return f"{column} IN {found}", [*parameters, json.dumps(values, default=str)]

"""A list of integers in a column: an array on PostgreSQL, a JSON text on SQLite."""

import json
from typing import Any

from django.db import models


class IntegersField(models.Field):
    """A list of integers of `width` bytes each (2, 4 or 8)."""

    def __init__(self, *args: Any, width: int = 4, **kwargs: Any) -> None:
        self.width = width
        super().__init__(*args, **{"default": list, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "width": self.width}

    def db_type(self, connection: Any) -> str:
        if connection.vendor == "postgresql":
            return {2: "smallint[]", 4: "integer[]", 8: "bigint[]"}[self.width]
        return "text"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[int] | None:
        return json.loads(value) if isinstance(value, str) else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if connection.vendor == "postgresql" or value is None:
            return value
        return json.dumps(list(value), separators=(",", ":"))

"""A cache that may be gone: then everything is worked out anew, and nobody sees an error."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
# Where Redis was not there, it is asked again after so many seconds: each ask may take one.
SECONDS_UNTIL_ASKED_AGAIN = 5


def forgiving(name: str, otherwise: Callable[..., Any]) -> Callable[..., Any]:
    """The method `name` of RedisCache; what `otherwise` gives for its arguments while there is no Redis."""
    method = getattr(RedisCache, name)

    @wraps(method)
    def asked(self: "ForgivingRedisCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < self.gone_until:
            return otherwise(*args, **kwargs)
        try:
            return method(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            # One line and no traceback: it comes again every few seconds while Redis is away.
            logger.warning("Redis does not answer: %s", type(error).__name__)
            type(self).gone_until = time.monotonic() + SECONDS_UNTIL_ASKED_AGAIN
            return otherwise(*args, **kwargs)

    return asked


def _default(_key: str, default: Any = None, *_args: Any, **_kwargs: Any) -> Any:
    return default


class KeepingClients(RedisCacheClient):
    """Django makes a client for each command, which takes longer than the command; one serves all threads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        # Reading and writing may be done by different servers.
        if write not in self._kept:
            self._kept[write] = super().get_client(key, write=write)
        return self._kept[write]


class ForgivingRedisCache(RedisCache):
    """Django's cache on Redis. Without Redis nothing is kept and nothing is found."""

    gone_until = 0.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeepingClients

    get = forgiving("get", _default)
    get_many = forgiving("get_many", lambda *_args, **_kwargs: {})
    has_key = forgiving("has_key", lambda *_args, **_kwargs: False)
    add = forgiving("add", lambda *_args, **_kwargs: True)
    set = forgiving("set", lambda *_args, **_kwargs: None)
    set_many = forgiving("set_many", lambda *_args, **_kwargs: [])
    touch = forgiving("touch", lambda *_args, **_kwargs: False)
    delete = forgiving("delete", lambda *_args, **_kwargs: False)
    delete_many = forgiving("delete_many", lambda *_args, **_kwargs: None)
    clear = forgiving("clear", lambda *_args, **_kwargs: False)
    incr = forgiving("incr", lambda _key, delta=1, *_args, **_kwargs: delta)

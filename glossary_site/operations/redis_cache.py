"""Redis as the cache, without which the site goes on: while it is down nothing is counted."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)
PATIENCE_S = 0.5
"""How long a post may wait for its count; redis-py would try again for seconds."""


class CountingCache(RedisCache):
    """Where Redis does not answer, a value is not added and a count is said to be lost."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = params.get("OPTIONS", {}) | {
            "socket_connect_timeout": PATIENCE_S,
            "socket_timeout": PATIENCE_S,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(server, params | {"OPTIONS": options})

    def add(self, *args: Any, **options: Any) -> bool:
        try:
            return bool(super().add(*args, **options))
        except RedisError as error:
            log.error("the cache does not answer: %s", error)
            return False

    def incr(self, *args: Any, **options: Any) -> int:
        """Raises ValueError where there is no count, as for one that was never begun."""
        try:
            return int(super().incr(*args, **options))
        except RedisError as error:
            raise ValueError(f"no count: {error}") from error

"""Where sessions are kept: in the database, read with a statement that is put together once.

A session in Redis would be read about as quickly, and would be gone with it.
"""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from rosters.database.prepared import Given, PreparedQuery

_sessions = PreparedQuery(
    lambda: Session.objects.filter(
        session_key=Given("key", CharField()),
        expire_date__gt=Given("now", DateTimeField()),
    )
)


class SessionStore(DatabaseStore):
    """Django's, but for how a session is read."""

    def _get_session_from_db(self) -> Session | None:
        found = _sessions.first(key=self.session_key, now=timezone.now())
        if found is None:
            # As Django does: an unknown key is never taken over.
            self._session_key = None
        return found

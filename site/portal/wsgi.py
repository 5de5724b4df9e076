"""The WSGI entry point: `gunicorn portal.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# A web server that was told nothing is a production server, and refuses unsafe settings.
os.environ.setdefault("PORTAL_MODE", "production")

application = get_wsgi_application()

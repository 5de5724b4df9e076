"""The site as production serves it, with the baseline view beside it."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "bench.urls"
application = get_wsgi_application()

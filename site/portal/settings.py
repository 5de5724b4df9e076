"""The one settings module. Everything that differs between machines comes from the environment.

PORTAL_MODE is `development` or `production`. Without it a process that was given a SECRET_KEY is a
production process, and any other one is on a newcomer's machine.
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from portal.release import release_of
from portal.safety import DEVELOPMENT_LOGIN_CODE_KEY, DEVELOPMENT_SECRET, unsafe_settings

PORTAL_DIR = Path(__file__).resolve().parent
BASE_DIR = PORTAL_DIR.parent.parent

env = environ.Env()
PORTAL_MODE = env("PORTAL_MODE", default="production" if "SECRET_KEY" in os.environ else "development")
if PORTAL_MODE not in ("development", "production"):
    raise ImproperlyConfigured(f"PORTAL_MODE is {PORTAL_MODE!r}; it must be development or production.")
IN_PRODUCTION = PORTAL_MODE == "production"

SECRET_KEY = env("SECRET_KEY", default=DEVELOPMENT_SECRET)
# Login codes are derived from this key: changing it makes every printed card useless.
LOGIN_CODE_KEY = env("LOGIN_CODE_KEY", default=DEVELOPMENT_LOGIN_CODE_KEY)
# Whether lists may be matched by personal identity numbers. Only a keyed digest is ever kept.
KEEP_IDENTITY_NUMBERS = env.bool("KEEP_IDENTITY_NUMBERS", default=False)
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if IN_PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"])
BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[BASE_URL])
# How many proxies of our own stand in front and append to X-Forwarded-For.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

if IN_PRODUCTION:
    problems = unsafe_settings(
        {
            "SECRET_KEY": SECRET_KEY,
            "LOGIN_CODE_KEY": LOGIN_CODE_KEY,
            "DEBUG": DEBUG,
            "ALLOWED_HOSTS": ALLOWED_HOSTS,
            "BASE_URL": BASE_URL,
        }
    )
    if problems:
        raise ImproperlyConfigured("Production does not start with these settings:\n- " + "\n- ".join(problems))

INSTALLED_APPS = [
    "portal",
    "lessons",
    "quizzes",
    "participation",
    "rosters",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "rosters.staff.wagtail_users.StaffAccounts",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_filters",
    "import_export",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.ContentSecurityPolicyByPlace",
    "django.middleware.gzip.GZipMiddleware",
    "portal.middleware.NoZeroBytes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.SessionsInUseGoOn",
    "portal.middleware.LanguageOfChoice",
    "portal.middleware.AnonymousPageCache",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.middleware.OrganizersStayWithTheirUnits",
    "portal.middleware.NotAllowedInWords",
    "portal.middleware.NumbersInWords",
    "portal.middleware.TablesWithoutFormulas",
    "lessons.uploads.pictures_in_use.PicturesInUseStay",
    "portal.middleware.SomebodyAdministers",
    "portal.middleware.NothingTypedIsLost",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
# The ledger's indexes carry all that is counted, on PostgreSQL; SQLite does without.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.session_ended",
            ],
            "builtins": ["portal.templatetags.figures"],
        },
    },
]

# Data

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # One writer at a time: take the write lock when a transaction begins, and wait for it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Django turns preparing off. It is meant for the one statement that records a fact, and halves its time in the server;
    # a pooler that gives a connection to somebody else after each transaction may not know prepared statements.
    prepare = 0 if env.bool("PREPARED_STATEMENTS", default=True) else None
    DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = prepare

REDIS_URL = env("REDIS_URL", default="")
# A server that does not answer is gone: nobody waits longer for what is only kept to be quick.
REDIS_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 1} if REDIS_URL else {}
CACHES = {
    "default": {
        "BACKEND": "portal.caches.ForgivingRedisCache" if REDIS_URL else "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": REDIS_OPTIONS,
        "LOCATION": REDIS_URL or "portal",
        # A deploy never reads values that an older release left; they run out by themselves.
        "KEY_PREFIX": release_of(BASE_DIR / app for app in ("rosters", "participation", "quizzes", "lessons", "site")),
    },
    # What each process keeps for itself: pages and parts of pages, see lessons.pages.page_cache.
    "near": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "near",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # What all processes see of each other: how far an import is. Without Redis they share a folder.
    "shared": {
        "BACKEND": "portal.caches.ForgivingRedisCache" if REDIS_URL else "django.core.cache.backends.filebased.FileBasedCache",
        "OPTIONS": REDIS_OPTIONS,
        "LOCATION": REDIS_URL or env("SHARED_CACHE_DIR", default=str(BASE_DIR / "var" / "cache")),
        "KEY_PREFIX": "shared",
    },
}
# Seconds that a page for anonymous readers may be kept; publishing empties it at once.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=60)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# The smallest group of people that a public figure may be about.
SMALLEST_PUBLIC_GROUP = env.int("SMALLEST_PUBLIC_GROUP", default=5)

# People

AUTH_USER_MODEL = "rosters.User"
AUTHENTICATION_BACKENDS = ["rosters.backends.StaffBackend", "rosters.backends.LearnerBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "rosters:login"
SESSION_ENGINE = "rosters.login.session_engine"
CSRF_FAILURE_VIEW = "portal.views.stale_form"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Mail is optional: smtp+tls://user:password@host:587. Without it nobody is asked for an address.
SENDS_MAIL = bool(env("EMAIL_URL", default=""))
if SENDS_MAIL:
    vars().update(env.email_url("EMAIL_URL"))
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL")

# Language and time

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PORTAL_DIR / "locale", PORTAL_DIR / "locale_wagtail"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
# One is no choice: the account page asks for none.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_I18N = True
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "static-root"))
STATICFILES_DIRS = [PORTAL_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IN_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IN_PRODUCTION
WHITENOISE_AUTOREFRESH = not IN_PRODUCTION
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Wagtail

WAGTAIL_SITE_NAME = "Học vụ số"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Accounts need no e-mail address; where the server sends mail, those who have one reset their password by it.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = SENDS_MAIL
WAGTAILADMIN_USER_LOGIN_FORM = "rosters.staff.forms.StaffLoginForm"
# A page for those who are logged in leads learners to where they log in.
WAGTAIL_FRONTEND_LOGIN_URL = "/dang-nhap/"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = SENDS_MAIL
# 24 megapixels are a good phone's; unpacked they take 100 MB, and five times as many would take all.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 24_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "heic"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "lessons.uploads.images.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "lessons.uploads.documents.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.folded_search"}}

# Safety

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
if IN_PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=30 * 24 * 3600)
    if TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Wagtail's admin carries inline scripts and styles of its own.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "without_codes": {"()": "portal.logs.WithoutCodes"},
        "refusals_in_one_line": {"()": "portal.logs.RefusalsInOneLine"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["without_codes", "refusals_in_one_line"],
        },
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {"django_tasks": {"level": "WARNING"}, "django_tasks_db": {"level": "WARNING"}},
}

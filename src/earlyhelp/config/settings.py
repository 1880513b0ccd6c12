"""Django settings. Everything that differs between places comes from the environment."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from earlyhelp.config import embedded, environment

PACKAGE = Path(__file__).resolve().parents[1]
HOME = embedded.data_folder()
MODE = environment.mode()
DEMO = MODE == "demonstration"
TESTING = MODE == "test"
DEBUG = False

SECRET_KEY = os.environ.get("EARLYHELP_SECRET_KEY", environment.DEFAULT_SECRET)
ALLOWED_HOSTS = os.environ.get("EARLYHELP_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SITE_ADDRESS = os.environ.get("EARLYHELP_ADDRESS", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

EMBEDDED = HOME / "database"
_APP = os.environ.get("DATABASE_URL") or embedded.address(EMBEDDED, embedded.APP_ROLE)
_OWNER = os.environ.get("DATABASE_OWNER_URL") or embedded.address(EMBEDDED, embedded.OWNER_ROLE)
_WELLBEING = os.environ.get("DATABASE_WELLBEING_URL") or environment.as_role(_APP, embedded.WELLBEING_ROLE)
_TEST_NAME = "test_earlyhelp_" + os.environ.get("TEST_DATABASE_SUFFIX", "main")
# The service connects as a role that owns nothing; migrations and bulk loading connect as the owner.
DATABASES = {
    "default": environment.database(_APP) | {"TEST": {"MIRROR": "owner"}},
    # How staff are, apart from everything else: a role that sees its own schema only.
    "wellbeing": environment.database(_WELLBEING) | {"TEST": {"MIRROR": "owner"}},
    "owner": environment.database(_OWNER) | {"TEST": {"NAME": _TEST_NAME, "DEPENDENCIES": []}},
}
DATABASE_ROUTERS = ["earlyhelp.config.routing.BySchema"]
environment.check_safe(mode=MODE, secret=SECRET_KEY, databases=DATABASES)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_linear_migrations",
    "procrastinate.contrib.django",
    "csp",
    "earlyhelp.kit",
    "earlyhelp.govern",
    "earlyhelp.partnership",
    "earlyhelp.inform",
    "earlyhelp.identify",
    "earlyhelp.understand",
    "earlyhelp.solve",
    "earlyhelp.signpost",
    "earlyhelp.develop",
    "earlyhelp.evaluate",
    "earlyhelp.exchange",
    "earlyhelp.desk",
    "earlyhelp.synth",
    "earlyhelp.config",
]
INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS
    if not app.startswith("earlyhelp.") or (PACKAGE / app.split(".")[1] / "apps.py").exists()
]

MIDDLEWARE = [
    "earlyhelp.kit.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "earlyhelp.partnership.middleware.ActorMiddleware",
    "earlyhelp.kit.forms.language.language_switch",
]

ROOT_URLCONF = "earlyhelp.config.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "earlyhelp.partnership.context.surroundings",
                "earlyhelp.identify.context.offline",
                "earlyhelp.desk.context.menu",
            ],
        },
    }
]

AUTH_USER_MODEL = "partnership.Practitioner"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "partnership:sign_in"
LOGIN_REDIRECT_URL = "desk:my_work"
LOGOUT_REDIRECT_URL = "desk:home"
# Set where a proxy of our own stands in front and ends TLS; then what it says of the visitor is believed.
BEHIND_PROXY = os.environ.get("EARLYHELP_TLS_ELSEWHERE") == "1"

SECURE = MODE == "production"
# A second factor is asked of everybody who signs in with a password: always with real people, elsewhere where set.
SECOND_FACTOR = SECURE or os.environ.get("EARLYHELP_SECOND_FACTOR") == "required"
# No session lasts longer than one long shift; one that is left alone ends sooner, in a demonstration with the shift.
SESSION_LONGEST = timedelta(hours=max(1, int(os.environ.get("EARLYHELP_SHIFT_HOURS", "10"))))
_IDLE = os.environ.get("EARLYHELP_IDLE_MINUTES", "30" if SECOND_FACTOR else "600")
# That a session is used is written down at most this often, not with each page: a write less for nearly all of them.
SESSION_SAVED_EVERY = timedelta(seconds=50)
SESSION_COOKIE_AGE = 60 * max(5, int(_IDLE)) + int(SESSION_SAVED_EVERY.total_seconds())
# In so many places somebody may be signed in at once; the oldest ends when there is one more. 0: as many as they like.
SESSION_LIMIT = max(0, int(os.environ.get("EARLYHELP_SESSIONS", "3" if SECOND_FACTOR else "0")))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE and not BEHIND_PROXY
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING

# A ClamAV daemon that looks at attached files: "host:port" or the path of its socket; empty where there is none.
CLAMD = os.environ.get("EARLYHELP_CLAMD", "")
FILE_UPLOAD_HANDLERS = ["earlyhelp.kit.uploads.BoundedUploads"]
# A draft is deleted so many days after it was last saved, with a warning three days before.
DRAFT_DAYS = max(4, int(os.environ.get("EARLYHELP_DRAFT_DAYS", "30")))
# Under this key the proof of a deletion can be found again. Never change it, and keep it apart from the backups.
ERASURE_KEY = os.environ.get("EARLYHELP_ERASURE_KEY") or f"erasures of {SECRET_KEY}"
# What was deleted for good, as keyed digests: kept beside the database, apart from its backups.
ERASURE_REGISTER = Path(os.environ.get("EARLYHELP_ERASURE_REGISTER") or HOME / "erasures.jsonl")
# Facts for figures go here every night; empty where there are to be none. People in them are numbers under this key:
# never change it, or the same person becomes another one, and keep it apart from the facts.
FACTS_DIR = os.environ.get("EARLYHELP_FACTS", str(HOME / "facts") if DEMO else "")
FACTS_KEY = os.environ.get("EARLYHELP_FACTS_KEY") or f"facts of {SECRET_KEY}"
# A stretch of so many days of which a chronology says nothing is drawn as a gap.
CHRONOLOGY_GAP_DAYS = max(7, int(os.environ.get("EARLYHELP_CHRONOLOGY_GAP_DAYS", "90")))
# A family's plan is looked at again so many weeks after a visit: what is offered, and the latest without a reason.
REVIEW_WEEKS = environment.weeks(os.environ.get("EARLYHELP_REVIEW_WEEKS", "6-8"))
# Working days before a service is asked again for an answer, by state, such as "requested=2,seen=5".
REFERRAL_DAYS = environment.days_by_name(os.environ.get("EARLYHELP_REFERRAL_DAYS", ""))
# A file of days on which recording changed here (TOML), beside those that are shipped; none where it is not named.
BREAKS_FILE = Path(os.environ["EARLYHELP_BREAKS"]) if os.environ.get("EARLYHELP_BREAKS") else None

DEMO_MAILBOX_DIR = HOME / "mailbox"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EARLYHELP_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EARLYHELP_SMTP_PORT", "2525"))
EMAIL_HOST_USER = os.environ.get("EARLYHELP_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EARLYHELP_SMTP_PASSWORD", "")
EMAIL_USE_TLS = SECURE and os.environ.get("EARLYHELP_SMTP_PLAIN") != "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EARLYHELP_FROM", "no-reply@earlyhelp.example.org")
# Who a message to a person comes from: a name that says nothing to whoever else looks at the screen.
NEUTRAL_SENDER = os.environ.get("EARLYHELP_NEUTRAL_SENDER", "Information / Gwybodaeth")
# GOV.UK Notify: without a key nothing is sent through it, and text messages are not offered.
NOTIFY = {
    "key": os.environ.get("EARLYHELP_NOTIFY_KEY", ""),
    "address": os.environ.get("EARLYHELP_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk"),
    "text_template": os.environ.get("EARLYHELP_NOTIFY_TEXT_TEMPLATE", ""),
    "email_template": os.environ.get("EARLYHELP_NOTIFY_EMAIL_TEMPLATE", ""),
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"earlyhelp": {"level": "INFO"}, "procrastinate": {"level": "WARNING"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

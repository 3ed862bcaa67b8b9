"""Settings for every process. What differs between installations comes from the environment and fails loudly.

``RAPPORT_HOME`` holds everything of one practice: database, keystore, blobs, checkpoints.
docs/reference/settings.md lists each variable; a test compares the two.
"""

from __future__ import annotations

from pathlib import Path

from django_stubs_ext import monkeypatch as _allow_generic_fields

from rapport.base.postgres import database_settings
from rapport.config.environment import Environment

_allow_generic_fields()

ENVIRONMENT = Environment.read()

HOME = ENVIRONMENT.home
SECRET_KEY = ENVIRONMENT.secret_key()
DEBUG = False
DEMONSTRATION = ENVIRONMENT.demonstration
ALLOWED_HOSTS = ENVIRONMENT.hosts
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.trusted_origins

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "rapport.base.jobs",
    "rapport.base.events",
    "rapport.base.ui",
    "rapport.safeguards.accounts",
    "rapport.safeguards.audit",
    "rapport.safeguards.vault",
    "rapport.people.practice",
    "rapport.people.clinicians",
    "rapport.people.clients",
    "rapport.people.careteams",
    "rapport.people.worklist",
    "rapport.people.measures",
    "rapport.trust.consent",
    "rapport.trust.ledger",
    "rapport.trust.vendors",
    "rapport.trust.jurisdictions",
    "rapport.trust.retention",
    "rapport.clinic.record",
    "rapport.clinic.sessions",
    "rapport.clinic.plans",
    "rapport.clinic.notes",
    "rapport.clinic.reports",
    "rapport.clinic.psychotherapy_notes",
    "rapport.web",
    "rapport.web.chart",
    "rapport.config",
    "rapport.config.setup",
]

MIDDLEWARE = [
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
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "rapport.safeguards.accounts.middleware.ActorMiddleware",
    "rapport.safeguards.accounts.middleware.LogoffMiddleware",
    "rapport.safeguards.accounts.middleware.SecondFactorMiddleware",
    "rapport.safeguards.accounts.middleware.NoStoreMiddleware",
    "rapport.config.setup.middleware.FirstRunMiddleware",
    "rapport.people.practice.middleware.PracticeTimeMiddleware",
    "rapport.config.failures.ExpectedFailureMiddleware",
]

ROOT_URLCONF = "rapport.config.urls"
ASGI_APPLICATION = "rapport.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent.parent / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rapport.config.navigation.navigation",
            ],
        },
    },
]

DATABASES = {"default": database_settings(ENVIRONMENT.database_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"},
}

# --- who you are ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "safeguards_accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "rapport.safeguards.accounts.adapters.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "rapport.safeguards.accounts.adapters.SealedMFAAdapter"
MFA_TOTP_ISSUER = "Rapport"
MFA_TOTP_TOLERANCE = 1  # one step either way, for clocks and slow fingers (RFC 6238, section 5.2)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ENVIRONMENT.insecure_localhost
USERSESSIONS_TRACK_ACTIVITY = True
STAFF_MUST_USE_SECOND_FACTOR = ENVIRONMENT.second_factor_required
IDLE_LOGOFF_SECONDS = 15 * 60
ABSOLUTE_LOGOFF_SECONDS = 12 * 60 * 60

# --- what a browser may do -----------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = ABSOLUTE_LOGOFF_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not ENVIRONMENT.insecure_localhost
SECURE_SSL_REDIRECT = False  # TLS ends at the reverse proxy that the guide sets up; localhost has none
SECURE_HSTS_SECONDS = 0 if ENVIRONMENT.insecure_localhost else 31_536_000
SECURE_PROXY_SSL_HEADER = None if ENVIRONMENT.insecure_localhost else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    },
}

# --- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # mail comes with a vendor record

# --- files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # one chunk of audio, or a long transcript
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE  # a chunk never touches the disk in the open
FILE_UPLOAD_TEMP_DIR = HOME / "incoming"
KEYSTORE = HOME / "keystore"
BLOBS = HOME / "blobs"
CHECKPOINTS = HOME / "checkpoints"
MODELS = ENVIRONMENT.models

# --- what is written down for operators: never client text ---------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_client_text": {"()": "rapport.config.logs.NoClientText"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_client_text"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "rapport": {"level": "INFO"},
        "django.server": {"handlers": [], "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS is on exactly when TLS is: see SECURE_HSTS_SECONDS
    "security.W008",  # the redirect to TLS belongs to the reverse proxy
]

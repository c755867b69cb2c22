"""How people sign in: allauth's settings. Accounts come by invitation, never by themselves."""

from __future__ import annotations

from typing import Any

from tenor.server import environment as env

ACCOUNT_ADAPTER = "tenor.web.accounts.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # the link by mail
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if env.yes("TENOR_HTTPS") else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.yes("TENOR_HTTPS")  # browsers allow passkeys on localhost only
MFA_TOTP_ISSUER = "Tenor"
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if env.text("TENOR_OIDC_SERVER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": env.text("TENOR_OIDC_ID", "directory"),
                "name": env.text("TENOR_OIDC_NAME", "your organisation"),
                "client_id": env.text("TENOR_OIDC_CLIENT"),
                "secret": env.text("TENOR_OIDC_SECRET"),
                "settings": {"server_url": env.text("TENOR_OIDC_SERVER")},
            }
        ],
        "OAUTH_PKCE_ENABLED": True,
    }

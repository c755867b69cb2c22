"""How people sign in: allauth's settings. Accounts come by invitation, never by themselves.

What is ours about it is in `web/accounts.py` (the adapter) and `web/account_forms.py` (the words of the forms).
"""

from __future__ import annotations

from typing import Any

from tenor.server import environment as env

ACCOUNT_ADAPTER = "tenor.web.accounts.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"  # whoever came by an invitation showed that the address is theirs
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one holds once its link was used
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # who asks for a link with an address that has no account is told so by mail, never on the page
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password, a new passkey: the person is told by mail
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # the mail holds a link that works anywhere, and a code for the window that asked
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if env.yes("TENOR_HTTPS") else "http"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/300s/key",  # an office shares one address; an account has five tries in five minutes
    "request_login_code": "20/m/ip,3/m/key",
    "reset_password": "20/m/ip,5/m/key",
}
ACCOUNT_FORMS = {
    name: f"tenor.web.account_forms.{form}"
    for name, form in {
        "login": "SignIn",
        "request_login_code": "AskForLink",
        "confirm_login_code": "TypeCode",
        "reset_password": "ForgotPassword",
        "reset_password_from_key": "NewPassword",
        "change_password": "ChangePassword",
        "set_password": "SetPassword",
        "reauthenticate": "Password",
        "add_email": "NewAddress",
    }.items()
}
MFA_ADAPTER = "tenor.web.accounts.SecondStepAdapter"
MFA_FORMS = {
    name: f"tenor.web.account_forms.{form}"
    for name, form in {
        "authenticate": "SecondStep",
        "reauthenticate": "SecondStepAgain",
        "activate_totp": "StartApp",
        "add_webauthn": "AddPasskey",
    }.items()
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.yes("TENOR_HTTPS")  # browsers allow passkeys on localhost only
MFA_TOTP_ISSUER = "Tenor"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
USERSESSIONS_TRACK_ACTIVITY = False
if env.yes("TENOR_HTTPS"):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # whoever ends HTTPS for us says whose request it is

# A council's own directory: who it vouches for must already have been invited under the same address.
SOCIALACCOUNT_ADAPTER = "tenor.web.accounts.DirectoryAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # only an address the directory calls verified is taken for a person of ours
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: our policy lets no form end at another site
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
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

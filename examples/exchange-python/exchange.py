"""The exchange in Python, with the standard library alone.

XINQIAO_URL=https://xinqiao.example.edu.cn XINQIAO_SECRET_KEY=xq_sk_... PORTAL_ORIGIN=https://portal.example.edu.cn

In Django or Flask: call exchange() in the view of POST /portal/xinqiao-session, with what your CAS or OAuth2 client has
put into the session, and answer with what it gives and `Cache-Control: no-store`.
"""

import http.client
import json
import os
import urllib.error
import urllib.request
import uuid


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The service never redirects; whoever does must not get the key."""

    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(NoRedirect)


def exchange(origin, user_id, role):
    """Status and JSON body for the page. `origin` is the request's header; `user_id` is None when nobody is signed in."""
    own_origin = os.environ["PORTAL_ORIGIN"]
    if origin != own_origin:
        return 403, {"error": "not a page of this portal"}
    if user_id is None:
        return 401, {"error": "nobody is signed in"}
    body = {
        "userId": user_id,
        "role": role,
        "origin": own_origin,
        "components": ["xq-assignments", "xq-consent", "xq-questionnaire"],
    }
    request = urllib.request.Request(
        os.environ["XINQIAO_URL"].rstrip("/") + "/v1/embed-sessions",
        data=json.dumps(body).encode(),
        method="POST",
        headers={
            "Authorization": "Bearer " + os.environ["XINQIAO_SECRET_KEY"],
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid4()),
        },
    )
    try:
        with opener.open(request, timeout=10) as response:
            return 201, json.load(response)
    except urllib.error.HTTPError as error:
        # 403: no such person in this role. Everything else is ours to mend: a wrong key, a wrong origin.
        if error.code == 403:
            return 403, {"error": "no session for this person"}
        return 502, {"error": "no session", "status": error.code}
    # Also when something else answers in its place.
    except (OSError, ValueError, http.client.HTTPException):
        return 503, {"error": "the service cannot be reached"}

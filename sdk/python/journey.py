"""The README's journey with the generated client: CONNECTED_ACCOUNTS_URL and CONNECTED_ACCOUNTS_KEY say where and as whom."""

import os

import urllib3
from connected_accounts import (
    AccountsApi,
    ApiClient,
    ApiException,
    AuthorizeConnectSession,
    CompleteConnectSession,
    Configuration,
    ConnectSessionsApi,
    CreateConnectSession,
    StepContext,
    StepLinksApi,
)
from consent import consent
from problem import problem_of

url = os.environ["CONNECTED_ACCOUNTS_URL"]


def client(token: str) -> ApiClient:
    return ApiClient(Configuration(host=url, access_token=token))


backend = client(os.environ["CONNECTED_ACCOUNTS_KEY"])

# Your backend opens a session for Ada, for a step of a workflow.
session = ConnectSessionsApi(backend).create_connect_session(
    CreateConnectSession(
        external_user_id="ada",
        apps=["demo"],
        step=StepContext(workflow_id="welcome", step_id="send-python"),
    )
)

# Your frontend, which holds the session's token only, asks where to send Ada.
frontend = client(session.token.get_secret_value())
authorization = ConnectSessionsApi(frontend).authorize_connect_session(session.id, AuthorizeConnectSession(app="demo"))

# Ada allows it, and comes back to your return URL with a handle.
handle = consent(authorization.authorization_url)

# Your backend knows that Ada is logged in there, and vouches for her. Only now is the code exchanged.
account = ConnectSessionsApi(backend).complete_connect_session(
    session.id, CompleteConnectSession(handle=handle, external_user_id="ada")
)

# At run time the step asks for its auths, always fresh, and calls the app.
step = StepLinksApi(backend).get_step_auths("welcome", "send-python", external_user_id="ada")
token = step.auths["demo"]["oauth_access_token"].get_secret_value()
me = urllib3.request("GET", f"{url}/demo/api/me", headers={"Authorization": f"Bearer {token}"})
if me.status != 200:
    raise RuntimeError(f"The app refused the token: {me.status}")
print(f"{account.display_name} ({account.status}) until {step.expires_at}: {me.data.decode()}")

# What is refused says why, by a code that stays.
try:
    AccountsApi(backend).get_account("acc_of_nobody")
    raise RuntimeError("An account of nobody was found.")
except ApiException as refused:
    problem = problem_of(refused)
    if problem is None or problem.code != "account_not_found":
        raise
    print(f"{problem.status} {problem.code}: {problem.detail}")

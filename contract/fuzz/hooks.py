"""Who calls, and what must hold of every answer beside the contract's own schemas."""

import json
import os
import re
import zlib
import urllib.error
import urllib.request

import schemathesis

URL = os.environ["FUZZ_URL"]
OPERATOR = os.environ["FUZZ_OPERATOR_KEY"]

# What the service says of others, whom it cannot reach from here.
AWAY = {"provider_unavailable", "provider_timeout", "verification_unavailable"}

with open(os.environ["FUZZ_CONTRACT"], encoding="utf-8") as contract:
    CODES = set(re.findall(r"`([a-z_]+)`", contract.read()))


def send(method, path, key, body=None):
    request = urllib.request.Request(
        URL + path,
        None if body is None else json.dumps(body).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def post(path, key, body):
    return send("POST", path, key, body)


@schemathesis.hook
def before_load_schema(_context, contract):
    """The contract's convention, which no schema of it repeats: in a request absent and null read alike."""
    schemas = contract["components"]["schemas"]
    seen = set()

    def allow_null(schema):
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[-1]
            if name not in seen:
                seen.add(name)
                allow_null(schemas[name])
            return
        for part in schema.get("allOf", []):
            allow_null(part)
        if "items" in schema:
            allow_null(schema["items"])
        for name, value in schema.get("properties", {}).items():
            allow_null(value)
            if name not in schema.get("required", []):
                schema["properties"][name] = {"allOf": [value], "nullable": True}

    for path in contract["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict) and "requestBody" in operation:
                for media in operation["requestBody"]["content"].values():
                    allow_null(media["schema"])


WORKSPACE = {}


def workspace():
    """The one that is fuzzed; another one once an operation has removed it."""
    try:
        post("/v1/connect-sessions", WORKSPACE["key"], {"external_user_id": "user-42"})
    except (KeyError, urllib.error.HTTPError):
        made = post("/v1/workspaces", OPERATOR, {"name": "Fuzzed"})
        WORKSPACE.update(id=made["id"], key=made["api_key"]["key"])
    return WORKSPACE


def token_of(case, _context):
    """The kind of token: an operation's own where there is but one, else a workspace's key."""
    security = case.operation.definition.raw.get("security", [])
    kinds = [kind for requirement in security for kind in requirement]
    if "workspaceKey" in kinds:
        return "workspaceKey"
    return kinds[0] if kinds else "none"


@schemathesis.auth(refresh_interval=60, cache_by_key=token_of)
class Caller:
    """Renewed each minute, since some operations end keys and sessions."""

    def get(self, case, context):
        kind = token_of(case, context)
        if kind == "operatorKey":
            return OPERATOR
        key = workspace()["key"]
        if kind == "workspaceKey":
            return post("/v1/api-keys", key, {"name": "fuzz", "scopes": SCOPES})["key"]
        session = post("/v1/connect-sessions", key, {"external_user_id": "user-42"})
        THERE["session_id"] = session["id"]
        return session["token"]

    def set(self, case, data, context):
        if data:
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


SCOPES = ["apps:read", "accounts:read", "credentials:read", "link", "connect", "connect:complete", "manage", "admin"]


@schemathesis.hook
def map_headers(_context, headers):
    """The workspace that there is, in the place of the contract's example."""
    if headers and str(headers.get("Workspace", "")).startswith("ws_"):
        headers["Workspace"] = WORKSPACE.get("id") or workspace()["id"]
    return headers


# What path parameters may name. An app of typed keys has no provider that would have to be asked.
APP = "fuzz_keys"
DEFINITION = {
    "schema": 1,
    "slug": APP,
    "name": "Fuzzed keys",
    "category": "testing",
    "auth": [{"id": "key", "type": "api_key", "fields": [{"name": "api_key", "label": "Key"}]}],
}
STEP = "/v1/workflows/wf-7/steps/send/accounts/"
THERE = {"app": APP, "name": APP, "workflow_id": "wf-7", "step_id": "send", "external_user_id": "user-42"}
PLACES = {
    "account_id": "/v1/accounts/{}",
    "endpoint_id": "/v1/webhook-endpoints/{}",
    "workspace_id": "/v1/workspaces/{}",
}


def make(name, key):
    """One more of what an operation has removed; an account comes with its app and a step's link."""
    if name == "workspace_id":
        return post("/v1/workspaces", key, {"name": "To be changed"})["id"]
    if name == "endpoint_id":
        return post("/v1/webhook-endpoints", key, {"url": "https://receiver.example/events"})["id"]
    send("PUT", f"/v1/apps/{APP}", key, DEFINITION)
    account = {"app": APP, "external_user_id": "user-42", "fields": {"api_key": "fuzzed"}}
    made = post("/v1/accounts", key, account)["id"]
    send("PUT", STEP + APP, key, {"account_id": made})
    return made


def there(name):
    """Something that exists, made anew where it was removed; None where nothing is known."""
    if name in PLACES:
        key = OPERATOR if name == "workspace_id" else workspace()["key"]
        try:
            send("GET", PLACES[name].format(THERE[name]), key)
        except (KeyError, urllib.error.HTTPError):
            THERE[name] = make(name, key)
    return THERE.get(name)


NAME = re.compile(r"[a-z_][a-z0-9_]{0,63}")


def with_what_is_there(values):
    """In every second case something that exists, so that more than 404 is tried. Chosen by the value: a seed repeats."""
    for name, value in values.items():
        if isinstance(value, str) and zlib.crc32(value.encode("utf-8", "replace")) % 2:
            values[name] = there(name) or value
    return values


@schemathesis.hook
def map_path_parameters(_context, parameters):
    return parameters and with_what_is_there(parameters)


@schemathesis.hook
def map_body(_context, body):
    """What has the form of a name may be another name; what has not is wrong on purpose."""
    if not isinstance(body, dict):
        return body
    names = {"app", "account_id", "external_user_id", "workflow_id", "step_id"}
    known = {n: v for n, v in body.items() if n in names and isinstance(v, str) and NAME.fullmatch(v)}
    return {**body, **with_what_is_there(known)}


@schemathesis.check
def every_refusal_is_listed_and_says_why(ctx, response, case):
    if response.status_code < 400 or "problem+json" not in response.headers.get("content-type", [""])[0]:
        return
    problem = response.json()
    code = problem["code"]
    assert code in CODES, f"the contract does not list {code}"
    assert problem.get("detail") or problem.get("errors"), f"{code} does not say why"
    if response.status_code == 503:
        assert code in AWAY, f"503 {code}: nothing is away here"

"""Who calls, and what must hold of every answer beside the contract's own schemas."""

import json
import os
import re
import urllib.request

import schemathesis

URL = os.environ["FUZZ_URL"]
OPERATOR = os.environ["FUZZ_OPERATOR_KEY"]

# What the service says of others, whom it cannot reach from here.
AWAY = {"provider_unavailable", "provider_timeout", "verification_unavailable"}

with open(os.environ["FUZZ_CONTRACT"], encoding="utf-8") as contract:
    CODES = set(re.findall(r"`([a-z_]+)`", contract.read()))


def post(path, key, body):
    request = urllib.request.Request(
        URL + path,
        json.dumps(body).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


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


WORKSPACE = post("/v1/workspaces", OPERATOR, {"name": "Fuzzed"})


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
        key = WORKSPACE["api_key"]["key"]
        if kind == "workspaceKey":
            return post("/v1/api-keys", key, {"name": "fuzz", "scopes": SCOPES})["key"]
        return post("/v1/connect-sessions", key, {"external_user_id": "user-42"})["token"]

    def set(self, case, data, context):
        if data:
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


SCOPES = ["apps:read", "accounts:read", "credentials:read", "link", "connect", "connect:complete", "manage", "admin"]


@schemathesis.hook
def map_headers(_context, headers):
    """The workspace that there is, in the place of the contract's example."""
    if headers and str(headers.get("Workspace", "")).startswith("ws_"):
        headers["Workspace"] = WORKSPACE["id"]
    return headers


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

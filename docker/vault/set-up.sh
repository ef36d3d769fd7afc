#!/usr/bin/env bash
# Sets a Vault or OpenBao up for the service, as docs/vault.md says, and prints the service's settings. Can be run again:
# what is there stays, and a new secret-id is made. A server that is not initialized is initialized with one unseal key;
# that key and the root token are written to the file KEYS, which must go somewhere safe at once.
# Needs curl. Usage: VAULT_ADDR=… [VAULT_TOKEN=…] [KEYS=docker/.vault-keys] [POLICY=docker/vault/policy.hcl] docker/vault/set-up.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${VAULT_ADDR:?say where Vault is}"
keys=${KEYS:-docker/.vault-keys}
policy=${POLICY:-docker/vault/policy.hcl}

call() { # method, path, body
  curl -sS --fail-with-body -X "$1" -H "X-Vault-Token: ${VAULT_TOKEN:-}" "$VAULT_ADDR/v1/$2" ${3:+--data "$3"}
}
value() { # of a field of the JSON on stdin
  sed -n "s/.*\"$1\":\[*\"\([^\"]*\)\".*/\1/p" | head -1
}
state() { # 200 active, 501 not initialized, 503 sealed
  curl -sS -o /dev/null -w '%{http_code}' "$VAULT_ADDR/v1/sys/health"
}

if [ "$(state)" = 501 ]; then
  (umask 077; call PUT sys/init '{"secret_shares": 1, "secret_threshold": 1}' > "$keys")
  echo "Initialized; unseal key and root token are in $keys. Move it to a safe place." >&2
fi
if [ "$(state)" = 503 ] && [ -f "$keys" ]; then
  call PUT sys/unseal "{\"key\": \"$(value keys_base64 < "$keys")\"}" > /dev/null
fi
if [ -z "${VAULT_TOKEN:-}" ] && [ -f "$keys" ]; then
  VAULT_TOKEN=$(value root_token < "$keys")
fi
: "${VAULT_TOKEN:?set it to a token that may set Vault up}"

have() { call GET "$1" | grep -q "\"$2/\""; }
have sys/mounts transit || call POST sys/mounts/transit '{"type": "transit"}'
have sys/mounts secret || call POST sys/mounts/secret '{"type": "kv", "options": {"version": "2"}}'
have sys/auth approle || call POST sys/auth/approle '{"type": "approle"}'
# A replica that still has a secret-id which was destroyed would lock all others out as well; a secret-id is not guessed.
call POST sys/auth/approle/tune '{"user_lockout_config": {"lockout_disable": true}}'
text=$(sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' "$policy" | awk '{printf "%s\\n", $0}')
call PUT sys/policies/acl/connected-accounts "{\"policy\": \"$text\"}"
call POST auth/approle/role/connected-accounts \
  '{"token_policies": ["connected-accounts"], "token_ttl": "20m", "token_max_ttl": "24h"}'

echo "QUARKUS_VAULT_URL=$VAULT_ADDR"
echo "CONNECTED_ACCOUNTS_KEYS=vault"
echo "CONNECTED_ACCOUNTS_VAULT_KV_MOUNT=secret"
echo "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID=$(call GET auth/approle/role/connected-accounts/role-id | value role_id)"
echo "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_SECRET_ID=$(call POST auth/approle/role/connected-accounts/secret-id '{}' | value secret_id)"

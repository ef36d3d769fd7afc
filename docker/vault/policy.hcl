# All that the service does in Vault. Replace the mount and the prefix if yours differ from the defaults of
# connected-accounts.vault.transit-mount, .transit-prefix, .kv-mount and .kv-prefix.

# The key-encryption key of each workspace: made with the workspace, destroyed with it. The parameters are those of
# making a key and of its …/config together, since no path can name the latter alone: a + stands for a whole segment, and
# so for everybody's keys. No other one is taken: a key that was made exportable once is so for good.
path "transit/keys/connected-accounts-*" {
  capabilities = ["create", "read", "update", "delete"]
  allowed_parameters = {
    "type"                   = ["aes256-gcm96"]
    "derived"                = [true]
    "min_decryption_version" = []
    "deletion_allowed"       = []
  }
}

# No "create" here: encrypting would make a key that is missing.
path "transit/encrypt/connected-accounts-*" {
  capabilities = ["update"]
}
path "transit/decrypt/connected-accounts-*" {
  capabilities = ["update"]
}

# OAuth clients that people keep here; only with connected-accounts.vault.kv-mount. Which version of KV is mounted is
# read first.
path "secret/config" {
  capabilities = ["read"]
}
path "secret/metadata/connected-accounts/apps" {
  capabilities = ["list"]
}
path "secret/metadata/connected-accounts/apps/*" {
  capabilities = ["list", "read", "delete"]
}
path "secret/data/connected-accounts/apps/*" {
  capabilities = ["create", "read", "update"]
}

# What accounts hold; only with connected-accounts.credentials=kv.
path "secret/data/connected-accounts/accounts/*" {
  capabilities = ["create", "read", "update"]
}
path "secret/metadata/connected-accounts/accounts/*" {
  capabilities = ["create", "read", "update", "delete"]
}

# The database's password; only where it is kept here.
path "secret/data/connected-accounts/database" {
  capabilities = ["read"]
}

# All that the service does in Vault. Replace the mount and the prefix if yours differ from the defaults of
# connected-accounts.vault.transit-mount and .transit-prefix.

# The key-encryption key of each workspace: made with the workspace, destroyed with it.
path "transit/keys/connected-accounts-*" {
  capabilities = ["create", "read", "update", "delete"]
}

# No "create" here: encrypting would make a key that is missing.
path "transit/encrypt/connected-accounts-*" {
  capabilities = ["update"]
}
path "transit/decrypt/connected-accounts-*" {
  capabilities = ["update"]
}

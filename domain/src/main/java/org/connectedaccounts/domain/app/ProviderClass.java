package org.connectedaccounts.domain.app;

/** What a provider does with a refresh token once it has been used. */
public enum ProviderClass {
  /** It stays as it is: a refresh can be sent again. */
  NONROT,
  /** It is replaced, and the old one still works for a while. */
  GRACE,
  /** It is replaced and works once. The safe guess where nothing is known. */
  STRICT,
  /** It is replaced, works once, and using it again revokes the whole grant. */
  FAMILY
}

package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.Secret;

/** Keyed one-way hashes (HMAC-SHA-256, hexadecimal), for what must be recognised and never read. */
public interface Fingerprints {

  /** Each purpose has a key of its own, so that a hash of one kind is none of another. */
  enum Purpose {
    API_KEY,
    SESSION_TOKEN,
    PAGE_TOKEN,
    TICKET,
    STATE,
    HANDLE,
    TOKEN,
    REQUEST
  }

  String of(Purpose purpose, Secret value);
}

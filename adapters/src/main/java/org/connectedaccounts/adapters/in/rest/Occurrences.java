package org.connectedaccounts.adapters.in.rest;

import jakarta.inject.Singleton;
import org.connectedaccounts.application.port.Randomness;

/** Names for faults, by which what a client was told and what was logged find each other. */
@Singleton
class Occurrences {

  private final Randomness random;

  Occurrences(Randomness random) {
    this.random = random;
  }

  String next() {
    return "urn:uuid:" + random.id();
  }
}

package org.connectedaccounts.bootstrap.walk;

import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.domain.workspace.BearerToken;

/** Tokens of the walks. */
final class Tokens {

  static final String OPERATOR_KEY = JourneyProfile.OPERATOR_KEY;

  private Tokens() {}

  /** A well-formed token that holds this text. */
  static String of(String prefix, String text) {
    String random = (text + "0".repeat(BearerToken.RANDOM_LENGTH));
    return BearerToken.of(prefix + random.substring(0, BearerToken.RANDOM_LENGTH)).reveal();
  }
}

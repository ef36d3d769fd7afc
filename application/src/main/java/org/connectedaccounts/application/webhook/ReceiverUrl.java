package org.connectedaccounts.application.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.connectedaccounts.domain.Refusal;

/** Reads a receiver's URL. Which addresses are called is decided when it is. */
final class ReceiverUrl {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private ReceiverUrl() {}

  static URI parse(String text) {
    try {
      URI url = new URI(text);
      if (isWellMade(url)) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Refused below.
    }
    throw Refusal.invalid("/url", "must be an https URL with a host, without user and fragment");
  }

  private static boolean isWellMade(URI url) {
    if (url.getScheme() == null
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawFragment() != null) {
      return false;
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals("https")
        || (scheme.equals("http") && THIS_MACHINE.contains(url.getHost().toLowerCase(Locale.ROOT)));
  }
}

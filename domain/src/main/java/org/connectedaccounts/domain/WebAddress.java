package org.connectedaccounts.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An address on the web that somebody gave, of which no two readers make different things. */
public record WebAddress(URI uri) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LAST_PORT = 65_535;

  /**
   * @return empty for all but an absolute http or https URL with a host and a port that exists,
   *     without user and fragment
   */
  public static Optional<WebAddress> parse(String text) {
    return read(text).filter(address -> address.uri.getRawFragment() == null);
  }

  /** Whether people may follow it: nothing but a web address, which may lead into a page. */
  public static boolean isLink(String text) {
    return read(text).isPresent();
  }

  /** Encrypted; what goes to this machine itself need not be. */
  public boolean isSecure() {
    return scheme().equals("https") || THIS_MACHINE.contains(host());
  }

  /** As browsers write it: in lower case, with a port only where it is not the usual one. */
  public String origin() {
    int usual = scheme().equals("https") ? 443 : 80;
    String origin = scheme() + "://" + host();
    return uri.getPort() < 0 || uri.getPort() == usual ? origin : origin + ":" + uri.getPort();
  }

  private static Optional<WebAddress> read(String text) {
    try {
      return Optional.of(new WebAddress(new URI(text))).filter(WebAddress::isWellMade);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private String scheme() {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private String host() {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  private boolean isWellMade() {
    return uri.getScheme() != null
        && Set.of("https", "http").contains(scheme())
        && uri.getHost() != null
        && uri.getPort() != 0
        && uri.getPort() <= LAST_PORT
        && uri.getRawUserInfo() == null;
  }
}

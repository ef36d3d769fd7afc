package org.connectedaccounts.adapters.out.egress;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A URL taken apart once; the request is made of nothing but these parts.
 *
 * @param host a name in lower case, or an IP literal without brackets
 * @param target path and query, as sent
 */
record Destination(boolean tls, String host, int port, String target) {

  static final int MAX_PORT = 65_535;

  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int MAX_NAME = 253;
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern TARGET = Pattern.compile("/[!-~]*");

  /** Empty for all that two parsers might read differently. */
  static Optional<Destination> parse(URI url) {
    var scheme = url.getScheme();
    var host = url.getHost();
    if (scheme == null
        || host == null
        || url.getRawUserInfo() != null
        || url.getRawFragment() != null) {
      return Optional.empty();
    }
    boolean tls = scheme.equalsIgnoreCase("https");
    if (!tls && !scheme.equalsIgnoreCase("http")) {
      return Optional.empty();
    }
    int port = url.getPort() < 0 ? (tls ? HTTPS : HTTP) : url.getPort();
    var written = url.getPort() < 0 ? host : host + ":" + url.getPort();
    var target = target(url);
    if (!written.equals(url.getRawAuthority())
        || port == 0
        || port > MAX_PORT
        || !TARGET.matcher(target).matches()) {
      return Optional.empty();
    }
    return host(host).map(name -> new Destination(tls, name, port, target));
  }

  /** What the {@code Host} header says. */
  String authority() {
    var name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (tls ? HTTPS : HTTP) ? name : name + ":" + port;
  }

  private static Optional<String> host(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      var literal = host.substring(1, host.length() - 1);
      return Literals.parse(literal).map(_ -> literal.toLowerCase(Locale.ROOT));
    }
    var name = host.toLowerCase(Locale.ROOT);
    if (Literals.parse(name).isPresent()) {
      return Optional.of(name);
    }
    boolean unclear = Literals.looksNumeric(name);
    return unclear || name.length() > MAX_NAME || !NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(name);
  }

  private static String target(URI url) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }
}

package org.connectedaccounts.adapters.out.egress;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.HeaderField;

/**
 * Method and headers, fit to be written on the wire.
 *
 * @param headers names in lower case
 */
record RequestHead(String method, Map<String, String> headers) {

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

  /** They make a tunnel, or echo what was sent, credential included. */
  private static final Set<String> REFUSED_METHODS = Set.of("CONNECT", "TRACE", "TRACK");

  /** Empty if a name or value could be read as more than itself, or is there twice. */
  static Optional<RequestHead> of(String method, Map<String, String> headers) {
    if (!METHOD.matcher(method).matches() || REFUSED_METHODS.contains(method)) {
      return Optional.empty();
    }
    var lower = new LinkedHashMap<String, String>();
    for (var header : headers.entrySet()) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HeaderField.isName(name)
          || !HeaderField.isValue(header.getValue())
          || lower.put(name, header.getValue()) != null) {
        return Optional.empty();
      }
    }
    var dropped = new HashSet<String>();
    for (var named : lower.getOrDefault("connection", "").split(",", -1)) {
      dropped.add(named.strip().toLowerCase(Locale.ROOT));
    }
    lower.keySet().removeIf(name -> HeaderField.isOwn(name) || dropped.contains(name));
    lower.putIfAbsent("user-agent", "connected-accounts");
    return Optional.of(new RequestHead(method, lower));
  }
}

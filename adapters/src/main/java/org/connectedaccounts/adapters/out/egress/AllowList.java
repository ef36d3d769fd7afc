package org.connectedaccounts.adapters.out.egress;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

/** What the operator allows besides the public internet. */
final class AllowList {

  static final String SETTING = "connected-accounts.egress.allow";

  private static final String FORM =
      "Write [app=]CIDR[:port], such as 10.1.0.0/16, jira=10.1.2.3/32:8443 or demo=[::1/128]:8080.";

  private final List<Entry> entries;

  /** Null: any app, any port. */
  private record Entry(@Nullable AppSlug app, Network network, @Nullable Integer port) {}

  private AllowList(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * @throws ConfigurationException naming the entry that is no such thing
   */
  static AllowList parse(List<String> texts) {
    var entries = new ArrayList<Entry>();
    for (var text : texts) {
      try {
        entries.add(entry(text.strip()));
      } catch (IllegalArgumentException e) {
        throw new ConfigurationException(
            "%s has an entry that cannot be used, \"%s\": %s. %s"
                .formatted(SETTING, text, e.getMessage(), FORM));
      }
    }
    return new AllowList(List.copyOf(entries));
  }

  boolean allows(@Nullable AppSlug app, InetAddress address, int port) {
    return entries.stream()
        .anyMatch(
            entry ->
                (entry.app() == null || entry.app().equals(app))
                    && (entry.port() == null || entry.port() == port)
                    && entry.network().contains(address));
  }

  private static Entry entry(String text) {
    int equals = text.indexOf('=');
    var app = equals < 0 ? null : new AppSlug(text.substring(0, equals));
    var rest = text.substring(equals + 1);
    if (rest.startsWith("[")) {
      int end = rest.indexOf(']');
      if (end < 0 || (end + 1 < rest.length() && rest.charAt(end + 1) != ':')) {
        throw new IllegalArgumentException("the brackets do not enclose an address");
      }
      var after = rest.substring(end + 1);
      var network = Network.parse(rest.substring(1, end));
      return new Entry(app, network, after.isEmpty() ? null : port(after.substring(1)));
    }
    int colon = rest.indexOf(':');
    if (colon < 0 || colon != rest.lastIndexOf(':')) {
      return new Entry(app, Network.parse(rest), null);
    }
    return new Entry(app, Network.parse(rest.substring(0, colon)), port(rest.substring(colon + 1)));
  }

  private static int port(String text) {
    if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > Destination.MAX_PORT) {
      throw new IllegalArgumentException("\"%s\" is no port".formatted(text));
    }
    return Integer.parseInt(text);
  }
}

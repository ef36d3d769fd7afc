package org.connectedaccounts.domain.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which hosts a captured value may name: a host ({@code api.acme.com}) or every one below it
 * ({@code *.acme.com}). A capture of the callback may decide where a request goes only with such a
 * rule, for anybody can edit a callback.
 */
public record HostRules(Map<String, List<String>> byCapture) {

  public static final HostRules NONE = new HostRules(Map.of());

  private static final Pattern RULE =
      Pattern.compile("(?:\\*\\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*");

  public HostRules {
    byCapture = Names.ordered(byCapture);
    byCapture.forEach(
        (name, hosts) -> {
          if (hosts.isEmpty()) {
            throw new InvalidDefinitionPart("hosts/" + name, "names no host");
          }
          for (String host : hosts) {
            if (!RULE.matcher(host).matches()) {
              throw new InvalidDefinitionPart(
                  "hosts/" + name, host + " is not host.example or *.host.example");
            }
          }
        });
  }

  public boolean guards(String capture) {
    return byCapture.containsKey(capture);
  }

  /**
   * Whether this value of a capture may be used; one without a rule always may. An origin must be
   * https, or the credential would go there in the clear.
   */
  public boolean allows(String capture, String value) {
    List<String> hosts = byCapture.get(capture);
    return hosts == null
        || (!value.regionMatches(true, 0, "http://", 0, "http://".length())
            && hosts.stream().anyMatch(rule -> covers(rule, hostOf(value))));
  }

  private static boolean covers(String rule, String host) {
    return rule.startsWith("*.") ? host.endsWith(rule.substring(1)) : host.equals(rule);
  }

  /** Of a host or of a whole origin; what else it may be is seen where it is put into a URL. */
  private static String hostOf(String value) {
    int scheme = value.indexOf("://");
    String rest = scheme < 0 ? value : value.substring(scheme + 3);
    int end = rest.length();
    for (char stop : new char[] {'/', '?', '#', ':', '@', '\\'}) {
      int at = rest.indexOf(stop);
      end = at >= 0 && at < end ? at : end;
    }
    return rest.substring(0, end).toLowerCase(Locale.ROOT);
  }
}

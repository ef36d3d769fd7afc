package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guards of hosts that let anybody's through: a pattern that any host matches, a rule for a domain
 * below which anybody may have one. It finds slips; whoever wants to be careless finds a way.
 */
final class OpenGuards {

  /** Hosts that belong to no app, of many forms; a pattern that takes one of them is no guard. */
  private static final List<String> STRANGERS =
      List.of(
          "stranger.example",
          "login.stranger.example",
          "stranger.com",
          "stranger.net",
          "stranger.org",
          "stranger.io",
          "stranger.co.uk",
          "stranger.github.io",
          "192.0.2.7");

  private static final String LABEL = "stranger";

  /** What registries of countries sell names below; {@code co.uk}, {@code com.au}. */
  private static final Set<String> REGISTRIES =
      Set.of(
          "ac", "co", "com", "edu", "gob", "gov", "ltd", "mil", "ne", "net", "nom", "or", "org",
          "plc");

  /** Where whoever signs up has a host of his own. */
  private static final Set<String> PLATFORMS =
      Set.of(
          "amazonaws.com",
          "appspot.com",
          "azurefd.net",
          "azurewebsites.net",
          "blogspot.com",
          "cloudapp.azure.com",
          "cloudfront.net",
          "deno.dev",
          "firebaseapp.com",
          "fly.dev",
          "github.io",
          "gitlab.io",
          "glitch.me",
          "herokuapp.com",
          "netlify.app",
          "ngrok.app",
          "ngrok-free.app",
          "ngrok.io",
          "onrender.com",
          "pages.dev",
          "run.app",
          "trycloudflare.com",
          "vercel.app",
          "web.app",
          "workers.dev");

  private OpenGuards() {}

  /** The field stands in the host of this URL, and takes what is typed in. */
  static Optional<UnguardedHost> check(String part, UrlTemplate url, InputField field) {
    if (field.rules().pattern() == null) {
      throw new InvalidDefinitionPart(
          part, field.name() + " stands in the host, so the field needs a pattern or options");
    }
    return letsAnybodyIn(url, field)
        ? Optional.of(
            new UnguardedHost(part, "the pattern of " + field.name() + " takes anybody's host"))
        : Optional.empty();
  }

  private static boolean letsAnybodyIn(UrlTemplate url, InputField field) {
    var wanted = new Reference(Reference.Root.INPUT, field.name());
    String hole = wanted.toString();
    // One that begins the URL is a whole origin.
    boolean origin = url.toString().startsWith(hole.substring(0, hole.length() - 1));
    String start = origin ? "https://" : "";
    for (String stranger : STRANGERS) {
      String value = start + stranger;
      if (takes(field, value) && hostOf(url, wanted, value).endsWith(stranger)) {
        return true;
      }
    }
    String host = hostOf(url, wanted, LABEL);
    int at = host.lastIndexOf(LABEL + ".");
    return at >= 0 && takes(field, LABEL) && isAnybodys(host.substring(at + LABEL.length() + 1));
  }

  /** Rules of captures whose {@code *} anybody can be. */
  static List<UnguardedHost> of(HostRules hosts) {
    List<UnguardedHost> open = new ArrayList<>();
    for (Map.Entry<String, List<String>> rules : hosts.byCapture().entrySet()) {
      for (String rule : rules.getValue()) {
        if (rule.startsWith("*.") && isAnybodys(rule.substring(2))) {
          open.add(
              new UnguardedHost(
                  "hosts/" + rules.getKey(), rule + " lets in whoever has a host below it"));
        }
      }
    }
    return open;
  }

  private static boolean takes(InputField field, String value) {
    return field.rules().check(field.name(), value).isEmpty();
  }

  private static boolean isAnybodys(String domain) {
    String[] labels = domain.split("\\.", -1);
    return labels.length == 1
        || (labels.length == 2 && labels[1].length() == 2 && REGISTRIES.contains(labels[0]))
        || PLATFORMS.contains(domain);
  }

  /** Of the URL with this value, and a letter for every other; empty where that is no URL. */
  private static String hostOf(UrlTemplate url, Reference wanted, String value) {
    try {
      String rendered = url.render(reference -> reference.equals(wanted) ? value : "x");
      String rest = rendered.substring(rendered.indexOf("://") + 3);
      return rest.split("[/?:]", 2)[0].toLowerCase(Locale.ROOT);
    } catch (UnrenderableTemplate e) {
      return "";
    }
  }
}

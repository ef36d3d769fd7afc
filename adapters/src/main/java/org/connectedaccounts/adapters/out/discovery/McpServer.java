package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.connectedaccounts.application.port.Egress;

/**
 * An MCP server, which says where its tokens come from (RFC 9728) and who takes them (RFC 8707).
 */
final class McpServer {

  private static final Pattern TOLD =
      Pattern.compile("resource_metadata=\"?([^\",\\s]+)", Pattern.CASE_INSENSITIVE);

  private final URI url;
  private final Published published;

  McpServer(URI url, Published published) {
    this.url = url;
    this.published = published;
  }

  ObjectNode method(List<String> notes) {
    JsonNode resource = resource();
    String server = resource.path("authorization_servers").path(0).textValue();
    if (server == null) {
      throw Published.notPublished("publishes no authorization server");
    }
    Metadata metadata = Metadata.of(uri(server), published);
    ObjectNode method = new OAuthDraft(metadata, notes).method(scopes(resource));
    String named = resource.path("resource").asText(url.toString());
    // RFC 8707: a token for this server alone.
    method.putObject("authorize_params").put("resource", named);
    method.putObject("token_request").putObject("params").put("resource", named);
    ObjectNode api = (ObjectNode) method.path("api");
    api.put("base_url", Metadata.withoutSlash(url.toString()));
    notes.add(
        method.has("registration_url")
            ? "Put it, then register a client: POST /v1/oauth-clients/{app}/register."
            : "The authorization server registers no clients by itself.");
    return method;
  }

  private static List<String> scopes(JsonNode resource) {
    return resource
        .path("scopes_supported")
        .valueStream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }

  private JsonNode resource() {
    JsonNode found =
        told()
            .flatMap(published::find)
            .or(() -> published.find(wellKnown(url.getRawPath())))
            .or(() -> published.find(wellKnown("")))
            .orElseThrow(
                () -> Published.notPublished("has no /.well-known/oauth-protected-resource"));
    String named = found.path("resource").asText("");
    // RFC 9728, 3.3: metadata of another resource must not be used.
    if (!isOf(named)) {
      throw Published.notPublished("publishes metadata of another resource: " + named);
    }
    return found;
  }

  /** This very server, or what it is a part of; a name that only begins alike is another's. */
  private boolean isOf(String named) {
    String whole = Metadata.withoutSlash(named);
    String self = Metadata.withoutSlash(url.toString());
    String origin = url.getScheme() + "://" + url.getRawAuthority();
    boolean sameOrigin = whole.equals(origin) || whole.startsWith(origin + "/");
    return sameOrigin && (self.equals(whole) || self.startsWith(whole + "/"));
  }

  /** RFC 9728, 5.1: the place is told to who comes without a token. */
  private Optional<URI> told() {
    Egress.Answered answer = published.get(url);
    return answer
        .header("www-authenticate")
        .map(TOLD::matcher)
        .filter(Matcher::find)
        .map(found -> uri(found.group(1)));
  }

  private URI wellKnown(String path) {
    String root = url.getScheme() + "://" + url.getRawAuthority();
    return URI.create(
        root
            + "/.well-known/oauth-protected-resource"
            + Metadata.withoutSlash(path == null ? "" : path));
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw Published.notPublished("leads to what is no URL");
    }
  }
}

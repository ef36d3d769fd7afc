package org.connectedaccounts.adapters.out.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The metadata of an authorization server (OpenID Connect Discovery 1.0, RFC 8414). */
record Metadata(JsonNode node) {

  /** As published by the issuer, which must name itself (RFC 8414, 3.3). */
  static Metadata of(URI issuer, Published published) {
    requireWellFormed(issuer);
    for (URI place : places(issuer)) {
      Optional<JsonNode> found = published.find(place);
      if (found.isPresent()) {
        Metadata metadata = new Metadata(found.get());
        metadata.requireIssuer(issuer);
        return metadata;
      }
    }
    throw Published.notPublished(
        "has neither /.well-known/openid-configuration nor"
            + " /.well-known/oauth-authorization-server");
  }

  /** RFC 8414, 2: without query and fragment; the places are made of what is left. */
  private static void requireWellFormed(URI issuer) {
    if (issuer.getHost() == null
        || issuer.getRawQuery() != null
        || issuer.getRawFragment() != null) {
      throw Published.notPublished(
          "an issuer is a URL of scheme, host and path, without query: " + issuer);
    }
  }

  private static List<URI> places(URI issuer) {
    String text = withoutSlash(issuer.toString());
    String path = withoutSlash(issuer.getRawPath() == null ? "" : issuer.getRawPath());
    String origin = text.substring(0, text.length() - path.length());
    List<URI> places = new ArrayList<>();
    places.add(URI.create(text + "/.well-known/openid-configuration"));
    places.add(URI.create(origin + "/.well-known/oauth-authorization-server" + path));
    if (!path.isEmpty()) {
      places.add(URI.create(origin + "/.well-known/openid-configuration" + path));
    }
    return places;
  }

  static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private void requireIssuer(URI issuer) {
    String named = text("issuer").orElse("");
    if (!withoutSlash(named).equals(withoutSlash(issuer.toString()))) {
      throw Published.notPublished("publishes metadata of another issuer: " + named);
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(node.path(name).textValue()).filter(text -> !text.isBlank());
  }

  String required(String name) {
    return text(name)
        .orElseThrow(() -> Published.notPublished("publishes metadata without " + name));
  }

  List<String> texts(String name) {
    return node.path(name)
        .valueStream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }

  boolean says(String name) {
    return node.path(name).asBoolean(false);
  }
}

package org.connectedaccounts.application.port;

import java.net.URI;
import java.util.List;
import org.connectedaccounts.domain.app.AppSlug;

/**
 * Writes definitions from what others publish about themselves. Everything is fetched over the one
 * way out, and nothing is saved.
 */
public interface AppDrafts {

  /** What is read. */
  enum Source {
    /** An OpenID provider or authorization server: OpenID Connect Discovery, RFC 8414. */
    ISSUER,
    /** An MCP server: RFC 9728, then its authorization server's metadata. */
    MCP,
    /** An OpenAPI 3 document: its servers and security schemes. */
    OPENAPI
  }

  /**
   * What to read, and what the app is to be called.
   *
   * @param name empty: as the document says, else the slug
   */
  record Wanted(Source source, URI url, AppSlug slug, String name) {}

  Answer draft(Wanted wanted);

  /** What came of it. */
  sealed interface Answer {}

  /**
   * @param document JSON in the definition language; it may lack what could not be found out
   * @param notes for people: what was left out, and why
   */
  record Drafted(String document, List<String> notes) implements Answer {}

  /** The other side answered, but nothing that a definition can be made of. */
  record NotPublished(String reason) implements Answer {}

  /** The address is one that this service does not call. */
  record DestinationRefused() implements Answer {}

  /** Nobody answered in time. */
  record Unreachable() implements Answer {}
}

package org.connectedaccounts.application.connect;

import java.net.URI;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.SessionId;

/**
 * Where the page of a session is. What must stay in the browser stands in the fragment, which is
 * sent to no server and named to no other site.
 */
public final class PageLinks {

  private final String root;

  /**
   * @param publicUrl where browsers reach this service; never taken from a request
   */
  public PageLinks(URI publicUrl) {
    String base = publicUrl.toString();
    this.root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /** With the ticket that the page redeems once. */
  Secret toRedeem(SessionId session, Secret ticket) {
    return Secret.of(page(session) + "#ticket=" + ticket.reveal());
  }

  /** Back from a consent, with what completes it. */
  String withHandle(SessionId session, Secret handle) {
    return page(session) + "#handle=" + handle.reveal();
  }

  /** Back from a consent that led nowhere. */
  String withError(SessionId session, String word) {
    return page(session) + "#error=" + word;
  }

  /** Back from a consent after which there is nothing to carry. */
  String done(SessionId session) {
    return page(session) + "#done";
  }

  private String page(SessionId session) {
    return root + "/connect/" + session.text();
  }
}

package org.connectedaccounts.adapters.in.demo;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import org.jspecify.annotations.Nullable;

/** What the consent page sends when a button is pressed. */
record ConsentForm(
    @FormParam("ticket") @Nullable String ticket,
    @FormParam("person") @Nullable String person,
    @FormParam("decision") @Nullable String decision,
    @HeaderParam("Sec-Fetch-Site") @Nullable String fetchSite,
    @HeaderParam("Origin") @Nullable String origin) {

  /**
   * Whether another site made a browser send it. Browsers always say, by one of the two headers;
   * what sends neither is no browser, so it has nobody's session to abuse.
   */
  boolean comesFromElsewhere(String own) {
    return fetchSite == null
        ? origin != null && !origin.equals(own)
        : !fetchSite.equals("same-origin");
  }
}

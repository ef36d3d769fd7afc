package org.connectedaccounts.adapters.in.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.connectedaccounts.application.connect.RedeemTicket.Redeemed;
import org.connectedaccounts.domain.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** What our own pages and the server tell each other beside the contract. */
final class PageDtos {

  private PageDtos() {}

  /**
   * @param ticket of the link; null: this browser redeemed it before
   * @param nonce of this browser for the ticket, so that it may ask again
   */
  record Redeem(@Nullable String ticket, @Nullable String nonce) {

    /** Keeps the ticket out of logs. */
    @Override
    public String toString() {
      return "Redeem";
    }
  }

  /**
   * What a page begins with; how the session stands it asks the API.
   *
   * @param token the bearer token for that
   */
  record Begin(
      String token, Branding workspace, @JsonProperty("return_url") @Nullable String returnUrl) {

    static Begin of(Redeemed redeemed) {
      return new Begin(
          redeemed.token().reveal(), Branding.of(redeemed.workspace()), redeemed.returnUrl());
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
      return "Begin";
    }
  }

  /**
   * Whose page it is.
   *
   * @param origins that may open or embed it, and are told how it ended
   */
  record Branding(
      String name,
      @JsonProperty("logo_url") @Nullable String logoUrl,
      @JsonProperty("accent_color") @Nullable String accentColor,
      List<String> origins) {

    static Branding of(Workspace workspace) {
      return new Branding(
          workspace.name(),
          workspace.logoUrl(),
          workspace.accentColor(),
          workspace.allowedOrigins());
    }
  }

  record Status(String status) {}
}

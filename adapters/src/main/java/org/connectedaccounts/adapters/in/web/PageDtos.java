package org.connectedaccounts.adapters.in.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.connectedaccounts.adapters.in.rest.SessionDtos;
import org.connectedaccounts.adapters.in.rest.api.ConnectSessionDto;
import org.connectedaccounts.application.connect.RedeemTicket.Redeemed;
import org.connectedaccounts.domain.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** What our own pages and the server tell each other beside the contract. */
final class PageDtos {

  private PageDtos() {}

  /**
   * @param ticket of the link; null: this browser redeemed it before
   */
  record Redeem(@Nullable String ticket) {

    /** Keeps the ticket out of logs. */
    @Override
    public String toString() {
      return "Redeem";
    }
  }

  /** All that a page begins with. */
  record Begin(
      String token,
      ConnectSessionDto session,
      Branding workspace,
      @JsonProperty("return_url") @Nullable String returnUrl) {

    static Begin of(Redeemed redeemed) {
      return new Begin(
          redeemed.token().reveal(),
          SessionDtos.of(redeemed.view()),
          Branding.of(redeemed.workspace()),
          redeemed.returnUrl());
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
      return "Begin[" + session.getId() + "]";
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
      List<String> origins,
      @JsonProperty("browser_bound") boolean browserBound) {

    static Branding of(Workspace workspace) {
      return new Branding(
          workspace.name(),
          workspace.logoUrl(),
          workspace.accentColor(),
          workspace.allowedOrigins(),
          workspace.browserBound());
    }
  }

  /**
   * Connect one more account, or reconnect one.
   *
   * @param app slug; null: any
   * @param accountId to reconnect
   */
  record Connect(@Nullable String app, @JsonProperty("account_id") @Nullable String accountId) {}

  record Link(@JsonProperty("connect_url") String connectUrl) {

    /** Keeps the ticket out of logs. */
    @Override
    public String toString() {
      return "Link";
    }
  }

  record Status(String status) {}
}

package org.connectedaccounts.domain.connect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workflow.StepRef;
import org.jspecify.annotations.Nullable;

/**
 * What a session was opened for.
 *
 * @param actingUserId who sits at the browser where that is not the account's user: somebody who
 *     looks after the workspace; null: the account's user does
 * @param apps those that may be connected; empty: any
 * @param account the one to reconnect in place
 * @param scopes asked for beside the definition's own
 * @param step the step that the account is linked to in the end, and under which name
 */
public record SessionRequest(
    Kind kind,
    @Nullable String externalUserId,
    @Nullable String actingUserId,
    List<AppSlug> apps,
    @Nullable AccountId account,
    List<String> scopes,
    boolean shared,
    @Nullable LinkTarget step,
    Map<String, String> metadata,
    @Nullable String returnUrl) {

  public SessionRequest {
    apps = List.copyOf(apps);
    scopes = List.copyOf(scopes);
    metadata = Map.copyOf(metadata);
  }

  /** Of the account's own user. */
  public SessionRequest(
      Kind kind,
      @Nullable String externalUserId,
      List<AppSlug> apps,
      @Nullable AccountId account,
      List<String> scopes,
      boolean shared,
      @Nullable LinkTarget step,
      Map<String, String> metadata,
      @Nullable String returnUrl) {
    this(kind, externalUserId, null, apps, account, scopes, shared, step, metadata, returnUrl);
  }

  /** {@code CONNECT} leads to one account; {@code MANAGE} looks at all of a user's. */
  public enum Kind {
    CONNECT,
    MANAGE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A step, and the name under which it finds the account.
   *
   * @param name null: the app's slug
   */
  public record LinkTarget(StepRef step, @Nullable String name) {}

  /** Whom the caller's backend must find signed in; null: nobody may complete. */
  public @Nullable String signedInUser() {
    return actingUserId == null ? externalUserId : actingUserId;
  }

  public boolean allows(AppSlug app) {
    return apps.isEmpty() || apps.contains(app);
  }

  /** The same, narrowed to one app. */
  public SessionRequest onlyFor(AppSlug app) {
    return new SessionRequest(
        kind,
        externalUserId,
        actingUserId,
        List.of(app),
        account,
        scopes,
        shared,
        step,
        metadata,
        returnUrl);
  }
}

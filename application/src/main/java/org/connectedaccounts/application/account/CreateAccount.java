package org.connectedaccounts.application.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.account.CredentialCheck.Checked;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.application.catalog.Chosen;
import org.connectedaccounts.application.client.ClientChoice;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.application.refresh.GrantedTokens;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Origin;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A trusted backend brings keys, or a grant that was made elsewhere, and gets an account without a
 * session.
 */
public final class CreateAccount {

  private final AppCatalogue catalogue;
  private final WorkspaceApps snapshots;
  private final ClientChoice clients;
  private final CredentialCheck check;
  private final AccountEnrolment enrolment;
  private final AccountViews views;

  public CreateAccount(
      AppCatalogue catalogue,
      WorkspaceApps snapshots,
      ClientChoice clients,
      CredentialCheck check,
      AccountEnrolment enrolment,
      AccountViews views) {
    this.catalogue = catalogue;
    this.snapshots = snapshots;
    this.clients = clients;
    this.check = check;
    this.enrolment = enrolment;
    this.views = views;
  }

  /**
   * @param auth id of the method; null: the first one that fits what is brought
   * @param tokens a grant made elsewhere, for OAuth methods
   * @param verify false only where the caller vouches for the credential
   */
  public record Command(
      Caller caller,
      AppSlug app,
      @Nullable String auth,
      Map<String, String> fields,
      @Nullable ImportedTokens tokens,
      Owner owner,
      Enrolment.Labels labels,
      boolean verify) {

    /** Keeps what was typed out of logs. */
    @Override
    public String toString() {
      return "CreateAccount.Command[" + app.value() + "]";
    }
  }

  /**
   * A grant that was made elsewhere; it needs one of the two tokens.
   *
   * @param expiresAt of the access token; null: unknown
   */
  public record ImportedTokens(
      @Nullable Secret accessToken,
      @Nullable Secret refreshToken,
      @Nullable Instant expiresAt,
      List<String> scopes) {}

  /** The account, and whether it is new. */
  public record Outcome(AccountView view, boolean created) {}

  public Outcome handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.MANAGE);
    CataloguedApp app = catalogue.require(workspace, command.app());
    boolean importing = command.tokens() != null;
    var method =
        Chosen.method(
            app, command.auth(), candidate -> candidate.scheme() instanceof OAuth2 == importing);
    Chosen chosen = new Chosen(app, method, command.fields()).checked();
    Checked checked =
        importing ? imported(chosen, command.tokens(), command.verify()) : typed(chosen, command);
    Optional<OAuthClientId> client =
        importing ? Optional.of(clients.require(workspace, app).id()) : Optional.empty();
    var wanted =
        new Enrolment(
            workspace,
            new Origin(
                app.ref(),
                method.id(),
                client.orElse(null),
                Binding.TRUSTED_BACKEND,
                checked.verified()),
            method,
            command.owner(),
            checked.credential(),
            checked.identity(),
            checked.scopes(),
            command.labels(),
            null);
    var enrolled =
        enrolment.enrol(
            wanted, _ -> snapshots.keepSnapshot(app.ref(), app.definition().document()));
    return new Outcome(views.require(workspace, enrolled.account().id()), enrolled.created());
  }

  private Checked typed(Chosen chosen, Command command) {
    return command.verify() ? check.check(chosen) : CredentialCheck.unchecked(chosen);
  }

  private Checked imported(Chosen chosen, @Nullable ImportedTokens tokens, boolean verify) {
    if (tokens == null || (tokens.accessToken() == null && tokens.refreshToken() == null)) {
      throw Refusal.invalid("/tokens", "needs an access_token or a refresh_token");
    }
    OAuth2 scheme = (OAuth2) chosen.method().scheme();
    Secret access = tokens.accessToken();
    Map<String, Token> named =
        access == null
            ? GrantedTokens.none(scheme.tokens().response())
            : Map.of(scheme.tokens().response().mainToken(), new Token(access, tokens.expiresAt()));
    Credential credential = chosen.credential().withTokens(named, tokens.refreshToken());
    var scopes = new GrantedScopes(tokens.scopes(), tokens.scopes());
    return verify && access != null
        ? check.probed(chosen.app().definition(), chosen.method(), credential, scopes)
        : new Checked(credential, scopes, null, false);
  }
}

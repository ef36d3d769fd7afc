package org.connectedaccounts.domain.workspace;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.jspecify.annotations.Nullable;

/**
 * Who calls with a token of an issuer, as the operator says. It is an end user, unless all that
 * makes a backend is there: an issuer signs for people above all, and many of them may ask for any
 * scope.
 *
 * @param userClaim which claim is the {@code external_user_id}
 * @param backends null: all tokens are end users'
 */
public record TokenMeaning(
    WorkspaceRule workspace, String userClaim, @Nullable BackendRule backends) {

  private static final int LONGEST = 255;

  /** For which workspace a token speaks. */
  public sealed interface WorkspaceRule {

    /** All of this issuer's for one. */
    record Fixed(WorkspaceId workspace) implements WorkspaceRule {}

    /** By a claim, for those that the operator listed. */
    record Listed(String claim, Map<String, WorkspaceId> workspaces) implements WorkspaceRule {

      public Listed {
        workspaces = Map.copyOf(workspaces);
      }
    }

    /** By a claim that is the id: the issuer may speak for every workspace. */
    record Named(String claim) implements WorkspaceRule {}
  }

  /**
   * What makes a token a backend's: one of these clients got it, and it carries some of our scopes.
   *
   * @param scopeClaim where scopes stand
   * @param scopePrefix what ours begin with there; may be empty
   * @param clients by {@code client_id}, or {@code azp} where there is none
   */
  public record BackendRule(String scopeClaim, String scopePrefix, Set<String> clients) {

    public BackendRule {
      clients = Set.copyOf(clients);
    }

    private Set<Scope> scopes(TokenClaims claims) {
      Set<Scope> scopes = EnumSet.noneOf(Scope.class);
      String client = claims.text("client_id").or(() -> claims.text("azp")).orElse("");
      if (clients.contains(client)) {
        claims.words(scopeClaim).stream()
            .filter(word -> word.startsWith(scopePrefix))
            .flatMap(word -> Scope.parse(word.substring(scopePrefix.length())).stream())
            .forEach(scopes::add);
      }
      return scopes;
    }
  }

  /** Who it is; refuses a token that does not say what it must. */
  public Caller.ByToken callerOf(String issuer, TokenClaims claims) {
    TokenSubject subject = new TokenSubject(issuer, required(claims, "sub"));
    WorkspaceId speaksFor = workspace(claims);
    Set<Scope> scopes = backends == null ? Set.of() : backends.scopes(claims);
    return scopes.isEmpty()
        ? new Caller.EndUser(speaksFor, subject, required(claims, userClaim))
        : new Caller.TrustedBackend(speaksFor, subject, scopes);
  }

  private WorkspaceId workspace(TokenClaims claims) {
    Optional<WorkspaceId> found =
        switch (workspace) {
          case WorkspaceRule.Fixed(var fixed) -> Optional.of(fixed);
          case WorkspaceRule.Listed(var claim, var workspaces) ->
              claims.text(claim).map(workspaces::get);
          case WorkspaceRule.Named(var claim) -> claims.text(claim).flatMap(WorkspaceId::parse);
        };
    return found
        .filter(id -> !id.equals(WorkspaceId.OPERATOR))
        .orElseThrow(() -> refused("names no workspace that its issuer speaks for"));
  }

  private static String required(TokenClaims claims, String claim) {
    return claims
        .text(claim)
        .filter(text -> text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl))
        .orElseThrow(() -> refused("does not say whom it is about, or not so that it can be kept"));
  }

  private static Refusal refused(String why) {
    return Refusal.of(Code.UNAUTHENTICATED, "This token " + why + ".");
  }
}

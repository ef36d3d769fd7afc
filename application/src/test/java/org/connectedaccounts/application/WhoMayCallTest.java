package org.connectedaccounts.application;

import static org.connectedaccounts.application.Doors.SESSION;
import static org.connectedaccounts.application.Doors.STAGE;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.application.Doors.Door;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.TokenSubject;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every use case asks who calls, before anything else, for just the scope of the contract. */
class WhoMayCallTest {

  @ParameterizedTest
  @MethodSource("org.connectedaccounts.application.Doors#all")
  void handleWhenTheKeyHasEveryScopeButOneThenRefuses(Door door) {
    var others = EnumSet.complementOf(EnumSet.of(door.scope()));
    var caller = new Caller.Backend(STAGE.workspace, new ApiKeyId(new UUID(0, 9)), others);
    assertRefused(Code.SCOPE_MISSING, () -> door.call().accept(caller));
  }

  @ParameterizedTest
  @MethodSource("org.connectedaccounts.application.Doors#all")
  void handleWhenATokenOfABackendHasEveryScopeButOneThenRefuses(Door door) {
    var others = EnumSet.complementOf(EnumSet.of(door.scope()));
    var caller =
        new Caller.TrustedBackend(STAGE.workspace, new TokenSubject("login", "app"), others);
    assertRefused(Code.SCOPE_MISSING, () -> door.call().accept(caller));
  }

  /** Everything but completing, and a new operation until it says otherwise. */
  @ParameterizedTest
  @MethodSource("org.connectedaccounts.application.Doors#all")
  void handleWhenAnEndUserCallsThenRefusesAllButCompleting(Door door) {
    var caller = new Caller.EndUser(STAGE.workspace, new TokenSubject("login", "ann"), "ann");
    var code =
        door.name().equals("completeConnectSession") ? Code.SESSION_STATE : Code.END_USER_LIMITED;
    assertRefused(code, () -> door.call().accept(caller));
  }

  @ParameterizedTest
  @MethodSource("org.connectedaccounts.application.Doors#all")
  void handleWhenASessionCallsWhatIsForKeysThenRefuses(Door door) {
    if (!door.sessions()) {
      assertRefused(Code.SESSION_LIMITED, () -> door.call().accept(SESSION.holder()));
    }
  }

  @ParameterizedTest
  @MethodSource("org.connectedaccounts.application.Doors#all")
  void handleWhenTheOperatorNamesNoWorkspaceThenRefuses(Door door) {
    if (!door.name().contains("Oauth")) {
      assertRefused(Code.WORKSPACE_REQUIRED, () -> door.call().accept(new Caller.Operator(null)));
    }
  }

  /** Whatever is about more than some accounts, and a new operation until it says otherwise. */
  @ParameterizedTest
  @MethodSource("org.connectedaccounts.application.Doors#all")
  void handleWhenTheKeyIsNarrowedThenNothingButSomeAccountsIsReached(Door door) {
    var limits = new KeyLimits(Set.of("another"), Set.of(), null);
    var caller =
        new Caller.Backend(
            STAGE.workspace, new ApiKeyId(new UUID(0, 8)), EnumSet.allOf(Scope.class), limits);
    switch (door.name()) {
      case "listAccounts", "getStepAuths" -> door.call().accept(caller);
      case "getAccount", "updateAccount", "deleteAccount", "getCredentials", "refreshCredentials" ->
          assertRefused(Code.ACCOUNT_NOT_FOUND, () -> door.call().accept(caller));
      default -> assertRefused(Code.KEY_LIMITED, () -> door.call().accept(caller));
    }
  }

  @Test
  void handleWhenTheKeyIsOfAnotherWorkspaceThenEveryNamedThingIsUnknown() {
    var other = Stage.keyOf(STAGE.newWorkspace());
    var named =
        Map.of(
            "getAccount", Code.ACCOUNT_NOT_FOUND,
            "updateAccount", Code.ACCOUNT_NOT_FOUND,
            "deleteAccount", Code.ACCOUNT_NOT_FOUND,
            "getCredentials", Code.ACCOUNT_NOT_FOUND,
            "refreshCredentials", Code.ACCOUNT_NOT_FOUND,
            "listAccountStepLinks", Code.ACCOUNT_NOT_FOUND,
            "getConnectSession", Code.SESSION_NOT_FOUND,
            "completeConnectSession", Code.SESSION_NOT_FOUND);
    Doors.all()
        .forEach(
            door -> {
              var code = named.get(door.name());
              if (code != null) {
                assertRefused(code, () -> door.call().accept(other));
              }
            });
  }
}

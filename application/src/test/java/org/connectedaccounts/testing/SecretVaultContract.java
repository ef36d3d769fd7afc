package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.Token;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link SecretVault} owes. */
public interface SecretVaultContract {

  SecretVault vault();

  DataKeyRing dataKeyRing();

  /** A workspace that the store knows and that is not prepared; another one each time. */
  WorkspaceId newWorkspace();

  private SealedFor place() {
    var workspace = newWorkspace();
    dataKeyRing().prepare(workspace);
    return new SealedFor(workspace, "account", UUID.randomUUID(), 3, "credential");
  }

  private static Credential filled() {
    var tokens = new LinkedHashMap<String, Token>();
    tokens.put("oauth_user_token", new Token(Secret.of("user-é€😀"), null));
    tokens.put(
        "oauth_access_token",
        new Token(Secret.of("bot"), Instant.parse("2026-11-23T10:00:00.123456789Z")));
    tokens.put("a_third", new Token(Secret.of(""), Instant.parse("1970-01-01T00:00:00Z")));
    return new Credential(
        tokens,
        Map.of("shop", "acme", "region", "eu"),
        Map.of("api_key", Secret.of("line\n\"quote\" \u0000")),
        Map.of("team_id", "T1"),
        Secret.of("refresh"));
  }

  @Test
  default void openWhenSealedForThisPlaceThenGivesTheSecret() {
    var place = place();
    for (var text : List.of("", "a", "é€😀\u0000\n", "x".repeat(100_000))) {
      var sealed = vault().seal(place, Secret.of(text));
      assertThat(vault().open(place, sealed).reveal()).isEqualTo(text);
    }
  }

  @Test
  default void openWhenSealedForAnotherPlaceThenRefuses() {
    var place = place();
    var other = newWorkspace();
    dataKeyRing().prepare(other);
    var sealed = vault().seal(place, Secret.of("s"));
    var others =
        List.of(
            place.field("credential2"),
            new SealedFor(place.workspace(), "attempt", place.owner(), 3, "credential"),
            new SealedFor(place.workspace(), "account", UUID.randomUUID(), 3, "credential"),
            new SealedFor(place.workspace(), "account", place.owner(), 4, "credential"),
            // The same letters, cut elsewhere.
            new SealedFor(place.workspace(), "accountc", place.owner(), 3, "redential"),
            new SealedFor(other, "account", place.owner(), 3, "credential"));
    for (var elsewhere : others) {
      assertThatIllegalStateException().isThrownBy(() -> vault().open(elsewhere, sealed));
    }
  }

  @Test
  default void openWhenDataKeyIsUnknownThenRefuses() {
    var place = place();
    var sealed = vault().seal(place, Secret.of("s"));
    var moved = new Sealed(UUID.randomUUID(), sealed.ciphertext());
    assertThatIllegalStateException().isThrownBy(() -> vault().open(place, moved));
  }

  @Test
  default void openWhenCiphertextIsCutThenRefuses() {
    var place = place();
    var sealed = vault().seal(place, Secret.of("secret"));
    for (int length = 0; length < sealed.ciphertext().length; length++) {
      var cut = new Sealed(sealed.dataKey(), Arrays.copyOf(sealed.ciphertext(), length));
      assertThatIllegalStateException().isThrownBy(() -> vault().open(place, cut));
    }
  }

  @Test
  default void openWhenRefusedThenTellsNoContent() {
    var place = place();
    var sealed = vault().seal(place, Secret.of("canary-in-the-vault"));
    assertThatIllegalStateException()
        .isThrownBy(() -> vault().open(place.field("other"), sealed))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
  }

  @Test
  default void openCredentialWhenSealedThenGivesAllOfItInOrder() {
    var place = place();
    var opened = vault().openCredential(place, vault().sealCredential(place, filled()));
    assertThat(opened).isEqualTo(filled());
    assertThat(opened.tokens().keySet())
        .containsExactly("oauth_user_token", "oauth_access_token", "a_third");
  }

  @Test
  default void sealAnewThenOpensAtTheSamePlaceAndNowhereElse() {
    var place = place();
    var sealed = vault().sealAnew(place, vault().seal(place, Secret.of("s")));
    assertThat(vault().open(place, sealed).reveal()).isEqualTo("s");
    assertThatIllegalStateException().isThrownBy(() -> vault().open(place.field("other"), sealed));
    assertThatIllegalStateException()
        .isThrownBy(() -> vault().sealAnew(place.field("other"), sealed));
  }

  @Test
  default void openCredentialWhenEmptyThenEmpty() {
    var place = place();
    var sealed = vault().sealCredential(place, Credential.EMPTY);
    assertThat(sealed.refresh()).isNull();
    assertThat(vault().openCredential(place, sealed)).isEqualTo(Credential.EMPTY);
  }

  @Test
  default void openAuthsThenLeavesTheRefreshTokenClosed() {
    var place = place();
    var sealed = vault().sealCredential(place, filled());
    var opened = vault().openAuths(place, sealed);
    assertThat(opened.refreshToken()).isNull();
    assertThat(opened).isEqualTo(filled().withTokens(filled().tokens(), null));

    var spoilt = new SealedCredential(sealed.auths(), vault().seal(place, Secret.of("not it")));
    assertThat(vault().openAuths(place, spoilt)).isEqualTo(opened);
    assertThatIllegalStateException().isThrownBy(() -> vault().openCredential(place, spoilt));
  }

  @Test
  default void openCredentialWhenPartsAreSwappedOrOfAnotherGenerationThenRefuses() {
    var place = place();
    var next =
        new SealedFor(
            place.workspace(), place.kind(), place.owner(), place.generation() + 1, place.field());
    var sealed = vault().sealCredential(place, filled());
    var later = vault().sealCredential(next, filled());
    var refresh = Objects.requireNonNull(sealed.refresh());
    for (var wrong :
        List.of(
            new SealedCredential(refresh, sealed.auths()),
            new SealedCredential(sealed.auths(), later.refresh()),
            new SealedCredential(later.auths(), sealed.refresh()))) {
      assertThatIllegalStateException().isThrownBy(() -> vault().openCredential(place, wrong));
    }
  }
}

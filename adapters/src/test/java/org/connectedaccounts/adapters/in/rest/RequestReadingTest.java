package org.connectedaccounts.adapters.in.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.adapters.in.rest.api.CreateAccountDto;
import org.connectedaccounts.adapters.in.rest.api.CreateConnectSessionDto;
import org.connectedaccounts.adapters.in.rest.api.ImportedTokensDto;
import org.connectedaccounts.application.account.CreateAccount;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

class RequestReadingTest {

  private static final Caller CALLER = new Caller.Operator(null);
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private static CreateAccount.Command account(CreateAccountDto dto) {
    return NewAccounts.command(CALLER, dto, CLOCK);
  }

  private static List<String> pointers(Runnable reading) {
    var refusal = catchThrowableOfType(Refusal.class, reading::run);
    return ((Evidence.Faults) refusal.evidence())
        .faults().stream().map(Refusal.Fault::pointer).toList();
  }

  @Test
  void idsWhenTheyCannotExistThenAreThoseOfNobody() {
    assertThat(Ids.account("acc_x")).isEqualTo(Ids.account("what/ever"));
    assertThat(Ids.workspace("ws_")).isNotEqualTo(WorkspaceId.OPERATOR);
    assertThat(Ids.app("No Slug")).isEqualTo(Ids.app(""));
    assertThat(Ids.account("acc_01kb2w5h8rfz4v9d3m7q6x1c0t").text())
        .isEqualTo("acc_01kb2w5h8rfz4v9d3m7q6x1c0t");
  }

  @Test
  void accountWhenLittleIsSaidThenPrivateVerifiedAndOfTheWorkspace() {
    var command = account(new CreateAccountDto().app("slack").externalUserId(""));

    assertThat(command.owner().externalUserId()).isNull();
    assertThat(command.owner().shared()).isFalse();
    assertThat(command.verify()).isTrue();
    assertThat(command.tokens()).isNull();
  }

  @Test
  void accountWhenTokensExpireInThenAPointInTime() {
    var tokens = new ImportedTokensDto().accessToken("t").expiresIn(60L);
    var command = account(new CreateAccountDto().app("slack").tokens(tokens));

    assertThat(Objects.requireNonNull(command.tokens()).expiresAt())
        .isEqualTo(Instant.ofEpochSecond(60));
  }

  @Test
  void accountWhenTwoThingsContradictThenRefuses() {
    var twice = new ImportedTokensDto().accessToken("t").expiresIn(1L).expiresAt(Instant.EPOCH);

    assertThat(pointers(() -> account(new CreateAccountDto().app("slack").tokens(twice))))
        .containsExactly("/tokens/expires_at");
    assertThat(
            pointers(
                () ->
                    account(
                        new CreateAccountDto()
                            .app("slack")
                            .fields(Map.of("a", "b"))
                            .tokens(new ImportedTokensDto().accessToken("t")))))
        .containsExactly("/tokens");
  }

  @Test
  void sessionWhenKindIsUnknownThenRefuses() {
    var dto = new CreateConnectSessionDto().externalUserId("u");
    assertThat(NewSessions.command(CALLER, dto).request().kind()).isEqualTo(Kind.CONNECT);
    assertThat(NewSessions.command(CALLER, dto.kind("manage")).request().kind())
        .isEqualTo(Kind.MANAGE);
    assertThat(pointers(() -> NewSessions.command(CALLER, dto.kind("other"))))
        .containsExactly("/kind");
  }

  @Test
  void scopesWhenOneIsUnknownThenNamesIt() {
    assertThat(ApiKeyDtos.scopes(List.of("link", "admin")))
        .containsExactlyInAnyOrder(Scope.LINK, Scope.ADMIN);
    assertThat(pointers(() -> ApiKeyDtos.scopes(List.of("link", "root"))))
        .containsExactly("/scopes/1");
  }

  @Test
  void metadataWhenTooLongThenRefusesWithoutTheValue() {
    assertThat(Texts.metadata(null)).isEmpty();
    assertThat(pointers(() -> Texts.metadata(Map.of("k/1", "v".repeat(501)))))
        .containsExactly("/metadata/k~11");
    assertThat(pointers(() -> Texts.metadata(Map.of("k".repeat(65), "v"))))
        .containsExactly("/metadata");
  }

  @Test
  void filterWhenStatusIsUnknownThenRefuses() {
    assertThat(AccountFilters.of("", "u", "", "").usableBy()).isEqualTo("u");
    assertThatThrownBy(() -> AccountFilters.of(null, null, "fine", null))
        .isInstanceOf(Refusal.class);
  }
}

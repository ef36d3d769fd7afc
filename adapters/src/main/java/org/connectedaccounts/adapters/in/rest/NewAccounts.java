package org.connectedaccounts.adapters.in.rest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.adapters.in.rest.api.CreateAccountDto;
import org.connectedaccounts.adapters.in.rest.api.ImportedTokensDto;
import org.connectedaccounts.application.account.CreateAccount;
import org.connectedaccounts.application.account.CreateAccount.ImportedTokens;
import org.connectedaccounts.application.account.Enrolment;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.workspace.Caller;
import org.jspecify.annotations.Nullable;

/** Reads what a trusted backend wants to be an account. */
final class NewAccounts {

  private NewAccounts() {}

  static CreateAccount.Command command(Caller caller, CreateAccountDto dto, InstantSource clock) {
    if (dto.getFields() != null && dto.getTokens() != null) {
      throw Refusal.invalid("/tokens", "must not be given together with fields");
    }
    return new CreateAccount.Command(
        caller,
        Ids.app(dto.getApp()),
        dto.getAuth(),
        Objects.requireNonNullElse(dto.getFields(), Map.of()),
        tokens(dto.getTokens(), clock),
        new Owner(Texts.orNull(dto.getExternalUserId()), Boolean.TRUE.equals(dto.getShared())),
        new Enrolment.Labels(Texts.orNull(dto.getNickname()), Texts.metadata(dto.getMetadata())),
        !Boolean.FALSE.equals(dto.getVerify()));
  }

  private static @Nullable ImportedTokens tokens(
      @Nullable ImportedTokensDto dto, InstantSource clock) {
    return dto == null
        ? null
        : new ImportedTokens(
            secret(dto.getAccessToken()),
            secret(dto.getRefreshToken()),
            expiry(dto, clock),
            Objects.requireNonNullElse(dto.getScopes(), List.of()));
  }

  private static @Nullable Secret secret(@Nullable String text) {
    return text == null || text.isEmpty() ? null : Secret.of(text);
  }

  private static @Nullable Instant expiry(ImportedTokensDto dto, InstantSource clock) {
    if (dto.getExpiresIn() == null) {
      return dto.getExpiresAt();
    }
    if (dto.getExpiresAt() != null) {
      throw Refusal.invalid("/tokens/expires_at", "must not be given together with expires_in");
    }
    return clock.instant().plusSeconds(dto.getExpiresIn());
  }
}

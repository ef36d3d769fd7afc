package org.connectedaccounts.adapters.in.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.connectedaccounts.adapters.in.rest.api.CredentialsDto;
import org.connectedaccounts.adapters.in.rest.api.RefreshCredentialsDto;
import org.connectedaccounts.adapters.in.rest.api.StepAuthAccountDto;
import org.connectedaccounts.adapters.in.rest.api.StepAuthsDto;
import org.connectedaccounts.application.account.VendedCredential;
import org.connectedaccounts.application.workflow.GetStepAuths.StepAuths;
import org.jspecify.annotations.Nullable;

/** The only answers that carry what accounts hold. */
final class CredentialDtos {

  private CredentialDtos() {}

  static CredentialsDto of(VendedCredential credential) {
    return new CredentialsDto()
        .accountId(credential.account().text())
        .type(credential.type())
        .auths(auths(credential))
        .version(Long.valueOf(credential.version()))
        .expiresAt(credential.expiresAt())
        .scopes(credential.scopes());
  }

  static StepAuthsDto of(StepAuths step) {
    Map<String, Map<String, String>> auths = new LinkedHashMap<>();
    Map<String, StepAuthAccountDto> accounts = new LinkedHashMap<>();
    step.credentials()
        .forEach(
            (name, credential) -> {
              auths.put(name, auths(credential));
              accounts.put(name, account(credential));
            });
    return new StepAuthsDto().auths(auths).accounts(accounts).expiresAt(step.expiresAt());
  }

  /** The body is optional, and so is what it says. */
  static @Nullable String rejectedVersion(@Nullable RefreshCredentialsDto dto) {
    return dto == null || dto.getRejectedVersion() == null
        ? null
        : dto.getRejectedVersion().toString();
  }

  private static StepAuthAccountDto account(VendedCredential credential) {
    return new StepAuthAccountDto()
        .accountId(credential.account().text())
        .version(Long.valueOf(credential.version()))
        .expiresAt(credential.expiresAt())
        .scopes(credential.scopes());
  }

  private static Map<String, String> auths(VendedCredential credential) {
    Map<String, String> auths = new LinkedHashMap<>();
    credential.auths().forEach((name, secret) -> auths.put(name, secret.reveal()));
    return auths;
  }
}

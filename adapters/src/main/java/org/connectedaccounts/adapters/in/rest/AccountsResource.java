package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.connectedaccounts.adapters.in.rest.api.AccountDto;
import org.connectedaccounts.adapters.in.rest.api.AccountPageDto;
import org.connectedaccounts.adapters.in.rest.api.AccountsApi;
import org.connectedaccounts.adapters.in.rest.api.CompletedAccountDto;
import org.connectedaccounts.adapters.in.rest.api.CreateAccountDto;
import org.connectedaccounts.adapters.in.rest.api.CredentialsDto;
import org.connectedaccounts.adapters.in.rest.api.RefreshCredentialsDto;
import org.connectedaccounts.adapters.in.rest.api.RemovedAccountDto;
import org.connectedaccounts.adapters.in.rest.api.StepLinkPageDto;
import org.connectedaccounts.adapters.in.rest.api.UpdateAccountDto;
import org.connectedaccounts.application.account.AccountView;
import org.connectedaccounts.application.account.CreateAccount;
import org.connectedaccounts.application.account.GetAccount;
import org.connectedaccounts.application.account.GetCredentials;
import org.connectedaccounts.application.account.ListAccounts;
import org.connectedaccounts.application.account.RefreshCredentials;
import org.connectedaccounts.application.account.RemoveAccount;
import org.connectedaccounts.application.account.UpdateAccount;
import org.connectedaccounts.application.workflow.ListAccountLinks;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class AccountsResource implements AccountsApi {

  @Inject CreateAccount createAccount;
  @Inject ListAccounts listAccounts;
  @Inject GetAccount getAccount;
  @Inject UpdateAccount updateAccount;
  @Inject RemoveAccount removeAccount;
  @Inject GetCredentials getCredentials;
  @Inject RefreshCredentials refreshCredentials;
  @Inject ListAccountLinks listAccountLinks;
  @Inject InstantSource clock;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<CompletedAccountDto> createAccount(
      CreateAccountDto createAccountDto, String workspace, String idempotencyKey) {
    var command = NewAccounts.command(caller.get(), createAccountDto, clock);
    var outcome = createAccount.handle(command);
    return Answers.saved(
        AccountDtos.completed(outcome.view(), outcome.created()), outcome.created());
  }

  @Override
  public RestResponse<AccountPageDto> listAccounts(
      String workspace,
      String app,
      String externalUserId,
      String status,
      String q,
      Integer limit,
      String cursor) {
    var filter = AccountFilters.of(app, externalUserId, status, q);
    var cursors = Cursors.of("accounts", app, externalUserId, status, q);
    var command = new ListAccounts.Command(caller.get(), filter, cursors.read(cursor, limit));
    return RestResponse.ok(AccountDtos.page(listAccounts.handle(command), cursors));
  }

  @Override
  public RestResponse<AccountDto> getAccount(String accountId, String workspace) {
    var command = new GetAccount.Command(caller.get(), Ids.account(accountId));
    return shown(getAccount.handle(command));
  }

  @Override
  public RestResponse<AccountDto> updateAccount(
      String accountId, UpdateAccountDto updateAccountDto, String workspace, String ifMatch) {
    var metadata = updateAccountDto.getMetadata();
    var command =
        new UpdateAccount.Command(
            caller.get(),
            Ids.account(accountId),
            updateAccountDto.getNickname(),
            updateAccountDto.getShared(),
            metadata == null ? null : Texts.metadata(metadata),
            Conditions.of(ifMatch));
    return shown(updateAccount.handle(command));
  }

  private static RestResponse<AccountDto> shown(AccountView view) {
    return Answers.versioned(AccountDtos.of(view), view.account().version());
  }

  @Override
  public RestResponse<RemovedAccountDto> deleteAccount(
      String accountId, String workspace, String replaceWith, Boolean force, String ifMatch) {
    var replacement = replaceWith == null ? null : Ids.account(replaceWith);
    var command =
        new RemoveAccount.Command(
            caller.get(), Ids.account(accountId), replacement, force, Conditions.of(ifMatch));
    return RestResponse.ok(AccountDtos.removed(removeAccount.handle(command)));
  }

  @Override
  public RestResponse<CredentialsDto> getCredentials(
      String accountId, String workspace, Integer minTtl, String purpose) {
    var living = Duration.ofSeconds(Objects.requireNonNullElse(minTtl, 0));
    var command = new GetCredentials.Command(caller.get(), Ids.account(accountId), living, purpose);
    return RestResponse.ok(CredentialDtos.of(getCredentials.handle(command)));
  }

  @Override
  public RestResponse<CredentialsDto> refreshCredentials(
      String accountId,
      String workspace,
      String idempotencyKey,
      String purpose,
      RefreshCredentialsDto refreshCredentialsDto) {
    var rejected = CredentialDtos.rejectedVersion(refreshCredentialsDto);
    var command =
        new RefreshCredentials.Command(caller.get(), Ids.account(accountId), rejected, purpose);
    return RestResponse.ok(CredentialDtos.of(refreshCredentials.handle(command)));
  }

  @Override
  public RestResponse<StepLinkPageDto> listAccountStepLinks(
      String accountId, String workspace, Integer limit, String cursor) {
    var cursors = Cursors.of("account links", accountId);
    var page = cursors.read(cursor, limit);
    var command = new ListAccountLinks.Command(caller.get(), Ids.account(accountId));
    return RestResponse.ok(StepLinkDtos.page(listAccountLinks.handle(command), page, cursors));
  }
}

package org.connectedaccounts.adapters.in.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.net.URI;
import org.connectedaccounts.adapters.in.rest.api.RevocationCountDto;
import org.connectedaccounts.adapters.in.rest.api.RevocationDto;
import org.connectedaccounts.adapters.in.rest.api.RevocationPageDto;
import org.connectedaccounts.adapters.in.rest.api.RevocationSelectionDto;
import org.connectedaccounts.adapters.in.rest.api.RevocationsApi;
import org.connectedaccounts.adapters.in.rest.api.RevokedAccountPageDto;
import org.connectedaccounts.application.revocation.CountRevocation;
import org.connectedaccounts.application.revocation.GetRevocation;
import org.connectedaccounts.application.revocation.ListRevocations;
import org.connectedaccounts.application.revocation.ListRevokedAccounts;
import org.connectedaccounts.application.revocation.StartRevocation;
import org.jboss.resteasy.reactive.RestResponse;

@RunOnVirtualThread
class RevocationsResource implements RevocationsApi {

  @Inject StartRevocation startRevocation;
  @Inject CountRevocation countRevocation;
  @Inject GetRevocation getRevocation;
  @Inject ListRevocations listRevocations;
  @Inject ListRevokedAccounts listRevokedAccounts;
  @Inject CurrentCaller caller;

  @Override
  public RestResponse<RevocationDto> startRevocation(
      RevocationSelectionDto dto, String workspace, String idempotencyKey) {
    var command = new StartRevocation.Command(caller.get(), RevocationDtos.selection(dto));
    RevocationDto begun = RevocationDtos.of(startRevocation.handle(command));
    return Answers.accepted(begun, URI.create("/v1/revocations/" + begun.getId()));
  }

  @Override
  public RestResponse<RevocationCountDto> countRevocation(
      RevocationSelectionDto dto, String workspace, String idempotencyKey) {
    var command = new CountRevocation.Command(caller.get(), RevocationDtos.selection(dto));
    return RestResponse.ok(new RevocationCountDto().total(countRevocation.handle(command)));
  }

  @Override
  public RestResponse<RevocationPageDto> listRevocations(
      String workspace, Integer limit, String cursor) {
    var cursors = Cursors.of("revocations");
    var command = new ListRevocations.Command(caller.get(), cursors.read(cursor, limit));
    return RestResponse.ok(RevocationDtos.page(listRevocations.handle(command), cursors));
  }

  @Override
  public RestResponse<RevocationDto> getRevocation(String revocationId, String workspace) {
    var command = new GetRevocation.Command(caller.get(), Ids.revocation(revocationId));
    return RestResponse.ok(RevocationDtos.of(getRevocation.handle(command)));
  }

  @Override
  public RestResponse<RevokedAccountPageDto> listRevokedAccounts(
      String revocationId, String workspace, String outcome, Integer limit, String cursor) {
    var cursors = Cursors.of("revoked accounts", revocationId, outcome);
    var command =
        new ListRevokedAccounts.Command(
            caller.get(),
            Ids.revocation(revocationId),
            RevocationDtos.outcome(outcome),
            cursors.read(cursor, limit));
    return RestResponse.ok(RevocationDtos.accounts(listRevokedAccounts.handle(command), cursors));
  }
}

package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.time.Instant;
import org.connectedaccounts.adapters.in.rest.api.AuditApi;
import org.connectedaccounts.adapters.in.rest.api.AuditEntryPageDto;
import org.connectedaccounts.application.audit.ListAuditEntries;
import org.connectedaccounts.application.port.AuditTrail.Filter;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.audit.AuditEntry;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@RunOnVirtualThread
class AuditResource implements AuditApi {

  private static final String LIST = "audit";

  @Inject ListAuditEntries listAuditEntries;
  @Inject CurrentCaller caller;
  @Inject ObjectMapper json;

  @Override
  public RestResponse<AuditEntryPageDto> listAuditEntries(
      String workspace,
      Instant since,
      Instant until,
      String accountId,
      String actorId,
      String action,
      String target,
      String externalUserId,
      String requestId,
      Integer limit,
      String cursor) {
    Filter filter =
        filter(since, until, accountId, actorId, action, target, externalUserId, requestId);
    var cursors = Cursors.of(LIST, filter);
    return RestResponse.ok(AuditDtos.page(page(filter, cursors, cursor, limit), cursors));
  }

  @Override
  public RestResponse<String> exportAuditEntries(
      String workspace,
      Instant since,
      Instant until,
      String accountId,
      String actorId,
      String action,
      String target,
      String externalUserId,
      String requestId,
      Integer limit,
      String cursor) {
    Filter filter =
        filter(since, until, accountId, actorId, action, target, externalUserId, requestId);
    var cursors = Cursors.of(LIST, filter);
    Page<AuditEntry> page = page(filter, cursors, cursor, limit);
    var answer = RestResponse.ResponseBuilder.ok(lines(page));
    String next = cursors.write(page);
    return (next == null ? answer : answer.header("Next-Cursor", next)).build();
  }

  private static Filter filter(
      Instant since,
      Instant until,
      String accountId,
      String actorId,
      String action,
      String target,
      String externalUserId,
      String requestId) {
    return new Filter(
        since,
        until,
        account(accountId),
        Texts.orNull(actorId),
        Texts.orNull(action),
        target,
        externalUserId,
        requestId);
  }

  private Page<AuditEntry> page(Filter filter, Cursors cursors, String cursor, int limit) {
    return listAuditEntries.handle(
        new ListAuditEntries.Command(caller.get(), filter, cursors.read(cursor, limit)));
  }

  private static @Nullable AccountId account(@Nullable String text) {
    String account = Texts.orNull(text);
    return account == null ? null : Ids.account(account);
  }

  private String lines(Page<AuditEntry> page) {
    var lines = new StringBuilder();
    try {
      for (AuditEntry entry : page.items()) {
        lines.append(json.writeValueAsString(AuditDtos.of(entry))).append('\n');
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
    return lines.toString();
  }
}

package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.adapters.in.rest.api.AuditEntryDto;
import org.connectedaccounts.adapters.in.rest.api.AuditEntryPageDto;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.audit.AuditEntry;

final class AuditDtos {

  private AuditDtos() {}

  static AuditEntryPageDto page(Page<AuditEntry> page, Cursors cursors) {
    return new AuditEntryPageDto()
        .data(page.items().stream().map(AuditDtos::of).toList())
        .nextCursor(cursors.write(page));
  }

  static AuditEntryDto of(AuditEntry entry) {
    return new AuditEntryDto()
        .id(entry.id().text())
        .at(entry.at())
        .actorKind(entry.actor().kind().text())
        .actorId(entry.actor().id())
        .action(entry.action())
        .status(entry.outcome().status())
        .code(entry.outcome().code())
        .accountIds(entry.subject().accounts().stream().map(AccountId::text).sorted().toList())
        .targets(entry.subject().targets())
        .externalUserId(entry.subject().externalUserId())
        .workflowId(entry.subject().workflowId())
        .stepId(entry.subject().stepId())
        .purpose(entry.circumstances().purpose())
        .address(entry.circumstances().address())
        .requestId(entry.circumstances().requestId());
  }
}

package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.Map;
import org.connectedaccounts.adapters.in.rest.api.AppDraftDto;
import org.connectedaccounts.adapters.in.rest.api.DraftFaultDto;
import org.connectedaccounts.adapters.in.rest.api.ImportAppDto;
import org.connectedaccounts.application.catalog.ImportApp;
import org.connectedaccounts.application.port.AppDrafts.Source;
import org.connectedaccounts.application.port.AppDrafts.Wanted;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.WebAddress;
import org.connectedaccounts.domain.app.AppSlug;

final class AppDraftDtos {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private AppDraftDtos() {}

  static Wanted wanted(ImportAppDto dto) {
    AppSlug slug =
        AppSlug.parse(dto.getSlug())
            .orElseThrow(() -> Refusal.invalid("/slug", "must match [a-z_][a-z0-9_]*"));
    String name = dto.getName() == null ? "" : dto.getName().strip();
    return new Wanted(source(dto.getSource()), url(dto.getUrl()), slug, name);
  }

  private static Source source(String word) {
    return switch (word) {
      case "issuer" -> Source.ISSUER;
      case "mcp" -> Source.MCP;
      case "openapi" -> Source.OPENAPI;
      default -> throw Refusal.invalid("/source", "must be one of issuer, mcp, openapi");
    };
  }

  private static URI url(String text) {
    return WebAddress.parse(text)
        .map(WebAddress::uri)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "/url", "must be a web address with a host, without user name and fragment"));
  }

  static AppDraftDto of(ImportApp.Draft draft) {
    return new AppDraftDto()
        .definition(definition(draft.document()))
        .faults(
            draft.faults().stream()
                .map(fault -> new DraftFaultDto().pointer(fault.pointer()).detail(fault.detail()))
                .toList())
        .notes(draft.notes());
  }

  private static Map<String, Object> definition(String document) {
    try {
      return JSON.readValue(document, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a draft is JSON", e);
    }
  }
}

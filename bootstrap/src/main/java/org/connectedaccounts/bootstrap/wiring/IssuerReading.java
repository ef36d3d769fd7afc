package org.connectedaccounts.bootstrap.wiring;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.connectedaccounts.bootstrap.StartRefused;
import org.connectedaccounts.domain.WebAddress;
import org.connectedaccounts.domain.workspace.TokenMeaning;
import org.connectedaccounts.domain.workspace.TokenMeaning.BackendRule;
import org.connectedaccounts.domain.workspace.TokenMeaning.WorkspaceRule;
import org.connectedaccounts.domain.workspace.TrustedIssuer;
import org.connectedaccounts.domain.workspace.TrustedIssuers;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Reads one issuer's settings; what cannot be meant is refused by the setting's name. */
final class IssuerReading {

  private static final String PREFIX = "connected-accounts.trusted-issuers.";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private final String name;
  private final IssuerSettings.One settings;

  private IssuerReading(String name, IssuerSettings.One settings) {
    this.name = name;
    this.settings = settings;
  }

  static TrustedIssuers read(Map<String, IssuerSettings.One> byName) {
    Map<String, String> seen = new HashMap<>();
    return new TrustedIssuers(
        byName.entrySet().stream()
            .map(entry -> new IssuerReading(entry.getKey(), entry.getValue()))
            .map(reading -> reading.issuer(seen))
            .toList());
  }

  private TrustedIssuer issuer(Map<String, String> seen) {
    if (!NAME.matcher(name).matches()) {
      throw new StartRefused(
          PREFIX + name + ": an issuer's name has lower-case letters, digits and dashes.");
    }
    String issuer = required("issuer", settings.issuer());
    url("issuer", issuer);
    String other = seen.put(issuer, name);
    if (other != null) {
      throw refused("issuer", "is that of " + other + " already; an issuer has one entry.");
    }
    Set<String> audiences = Set.copyOf(new HashSet<>(settings.audience().orElse(List.of())));
    // To Quarkus "any" means that nobody looks.
    if (audiences.isEmpty() || audiences.contains("") || audiences.contains("any")) {
      throw refused(
          "audience",
          "must say what its tokens for this service have in aud (and not any); others are"
              + " refused.");
    }
    URI keys = settings.keysUrl().map(text -> url("keys-url", text)).orElse(null);
    return new TrustedIssuer(
        name, issuer, audiences, keys, settings.tokenType().orElse(null), meaning());
  }

  private TokenMeaning meaning() {
    return new TokenMeaning(workspaceRule(), settings.externalUserClaim(), backendRule());
  }

  private WorkspaceRule workspaceRule() {
    Map<String, String> listed = settings.workspaces();
    if (settings.workspace().isPresent()) {
      if (settings.workspaceClaim().isPresent() || !listed.isEmpty() || settings.anyWorkspace()) {
        throw refused(
            "workspace",
            "is for an issuer of one workspace; leave it out, or all other workspace"
                + " settings.");
      }
      return new WorkspaceRule.Fixed(workspace("workspace", settings.workspace().get()));
    }
    String claim =
        settings
            .workspaceClaim()
            .orElseThrow(
                () ->
                    refused(
                        "workspace",
                        "must be the id (ws_…) for which its tokens speak; or set"
                            + " workspace-claim."));
    if (listed.isEmpty() != settings.anyWorkspace()) {
      throw refused(
          "workspace-claim",
          "needs either workspaces.<value of the claim>=ws_… for each workspace,"
              + " or any-workspace=true, if the claim is the id and the issuer may speak for"
              + " every workspace.");
    }
    if (settings.anyWorkspace()) {
      return new WorkspaceRule.Named(claim);
    }
    Map<String, WorkspaceId> workspaces = new HashMap<>();
    listed.forEach((value, id) -> workspaces.put(value, workspace("workspaces." + value, id)));
    return new WorkspaceRule.Listed(claim, workspaces);
  }

  private @Nullable BackendRule backendRule() {
    Set<String> clients = Set.copyOf(new HashSet<>(settings.backendClients().orElse(List.of())));
    if (settings.scopeClaim().isPresent() == clients.isEmpty() || clients.contains("")) {
      throw refused(
          "scope-claim",
          "and backend-clients belong together: where scopes stand, and whose tokens"
              + " are a backend's. Without both all tokens are end users'.");
    }
    if (settings.scopeClaim().isEmpty() && settings.scopePrefix().isPresent()) {
      throw refused("scope-prefix", "needs scope-claim and backend-clients.");
    }
    return settings
        .scopeClaim()
        .map(claim -> new BackendRule(claim, settings.scopePrefix().orElse(""), clients))
        .orElse(null);
  }

  private WorkspaceId workspace(String setting, String text) {
    return WorkspaceId.parse(text)
        .filter(id -> !id.equals(WorkspaceId.OPERATOR))
        .orElseThrow(() -> refused(setting, "must be a workspace's id, ws_…"));
  }

  /** Keys that come over http could be anybody's. */
  private URI url(String setting, String text) {
    return WebAddress.parse(text)
        .filter(WebAddress::isSecure)
        .map(WebAddress::uri)
        .filter(url -> url.getRawQuery() == null || setting.equals("keys-url"))
        .orElseThrow(
            () ->
                refused(
                    setting,
                    "must be an https URL without query, fragment or user; http on this machine"
                        + " alone."));
  }

  private String required(String setting, Optional<String> value) {
    return value.orElseThrow(
        () -> refused(setting, "must be there: exactly what its tokens have in iss."));
  }

  private StartRefused refused(String setting, String what) {
    return new StartRefused(PREFIX + name + "." + setting + " " + what);
  }
}

package org.connectedaccounts.application.workspace;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.WebAddress;
import org.connectedaccounts.domain.workspace.SharedIdentities;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of a workspace; null: nothing. An empty logo URL or accent colour clears
 * it.
 */
public record WorkspaceProfile(
    @Nullable String name,
    @Nullable String logoUrl,
    @Nullable String accentColor,
    @Nullable List<String> returnUrls,
    @Nullable List<String> allowedOrigins,
    @Nullable Boolean browserBound,
    @Nullable String sharedIdentities) {

  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern OURS = Pattern.compile("(^|&)(session_id|handle|error)(=|&|$)");

  /** Refuses return URLs and origins that could never match exactly. */
  WorkspaceProfile checked() {
    var faults = new ArrayList<Fault>();
    if (name != null && name.isBlank()) {
      faults.add(new Fault("/name", "must not be blank"));
    }
    if (logoUrl != null && !logoUrl.isEmpty() && !isSecure(logoUrl)) {
      faults.add(new Fault("/logo_url", "must be an https URL"));
    }
    if (accentColor != null && !accentColor.isEmpty() && !COLOR.matcher(accentColor).matches()) {
      faults.add(new Fault("/accent_color", "must be a colour of the form #rrggbb"));
    }
    checkEach(
        returnUrls,
        "/return_urls/",
        "must be an absolute https URL (http on this machine only) without fragment, session_id,"
            + " handle or error",
        faults);
    checkEach(
        allowedOrigins,
        "/allowed_origins/",
        "must be an origin as browsers write it: scheme, host in lower case, and a port that is"
            + " not the usual one",
        faults);
    if (sharedIdentities != null && SharedIdentities.parse(sharedIdentities).isEmpty()) {
      faults.add(new Fault("/shared_identities", "must be allow or deny"));
    }
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
    return this;
  }

  Workspace toWorkspace(WorkspaceId id, Instant now) {
    if (name == null) {
      throw Refusal.invalid("/name", "is required");
    }
    return appliedTo(
        new Workspace(
            id, name, null, null, List.of(), List.of(), false, SharedIdentities.ALLOW, now));
  }

  Workspace appliedTo(Workspace workspace) {
    return new Workspace(
        workspace.id(),
        Objects.requireNonNullElse(name, workspace.name()),
        cleared(logoUrl, workspace.logoUrl()),
        cleared(accentColor, workspace.accentColor()),
        Objects.requireNonNullElse(returnUrls, workspace.returnUrls()),
        Objects.requireNonNullElse(allowedOrigins, workspace.allowedOrigins()),
        Objects.requireNonNullElse(browserBound, workspace.browserBound()),
        sharedIdentities == null
            ? workspace.sharedIdentities()
            : SharedIdentities.parse(sharedIdentities).orElseThrow(),
        workspace.createdAt());
  }

  private static @Nullable String cleared(@Nullable String said, @Nullable String before) {
    return said == null ? before : said.isEmpty() ? null : said;
  }

  private static void checkEach(
      @Nullable List<String> urls, String pointer, String detail, List<Fault> faults) {
    if (urls == null) {
      return;
    }
    boolean origin = pointer.startsWith("/allowed");
    for (int i = 0; i < urls.size(); i++) {
      if (!(origin ? isOrigin(urls.get(i)) : isReturnUrl(urls.get(i)))) {
        faults.add(new Fault(pointer + i, detail));
      }
    }
  }

  private static boolean isSecure(String url) {
    return WebAddress.parse(url).filter(WebAddress::isSecure).isPresent();
  }

  /** The callback adds parameters of its own, which must not stand there twice. */
  private static boolean isReturnUrl(String text) {
    return isSecure(text)
        && Optional.ofNullable(URI.create(text).getQuery()).filter(OURS.asPredicate()).isEmpty();
  }

  /** Written as browsers write it, since it is compared with what they say. */
  private static boolean isOrigin(String text) {
    return WebAddress.parse(text)
        .filter(WebAddress::isSecure)
        .filter(url -> text.equals(url.origin()))
        .isPresent();
  }
}

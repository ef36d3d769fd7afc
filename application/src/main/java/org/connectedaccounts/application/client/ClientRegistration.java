package org.connectedaccounts.application.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Where providers send browsers back to. Each owner and app has a redirect URI of its own, so that
 * an answer meant for one registration cannot be taken for another's
 * (draft-ietf-oauth-security-topics-update, COAT). It is made from the two alone: known before a
 * client is put, and the same for ever. It is no secret; the state parameter is.
 */
public final class ClientRegistration {

  private static final int CONTEXT_BYTES = 16;

  private final URI publicUrl;

  /**
   * @param publicUrl where browsers reach this service; never taken from a request
   */
  public ClientRegistration(URI publicUrl) {
    this.publicUrl = publicUrl;
  }

  public String context(WorkspaceId owner, AppSlug app) {
    byte[] digest = sha256(owner.text() + '/' + app.value());
    return HexFormat.of().formatHex(digest, 0, CONTEXT_BYTES);
  }

  public String redirectUri(WorkspaceId owner, AppSlug app) {
    String base = publicUrl.toString();
    String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return root + "/oauth/callback/" + context(owner, app);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

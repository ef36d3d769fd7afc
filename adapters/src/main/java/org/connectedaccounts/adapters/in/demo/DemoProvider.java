package org.connectedaccounts.adapters.in.demo;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.SessionId;

/**
 * A provider to try everything with: an OAuth 2.0 authorization server that keeps all in memory,
 * and a tiny API. Whoever reaches it may consent as one of its people, so it is for one machine
 * only. It forgets its grants when it stops.
 */
public final class DemoProvider {

  /** The app that stands for it in the catalogue. */
  public static final String APP = "demo";

  public static final String CLIENT_ID = "demo-client";

  private final Settings settings;
  private final Secret clientSecret;
  private final ClientProof clientProof;
  private final Consents consents;
  private final Grants grants;

  /**
   * @param publicUrl where browsers, and this service itself, reach the provider
   * @param redirectUri the one that is registered for the client
   * @param apiKey what stands in a shell command for a key of the workspace
   */
  public record Settings(URI publicUrl, String redirectUri, String apiKey) {

    String base() {
      return withoutSlash(publicUrl);
    }

    String issuer() {
      return base() + "/demo/oauth";
    }
  }

  /**
   * @param secrets gives a new one, which nobody can guess, at each call
   */
  public DemoProvider(Settings settings, Supplier<Secret> secrets, InstantSource clock) {
    this.settings = settings;
    this.clientSecret = secrets.get();
    this.clientProof = new ClientProof(CLIENT_ID, clientSecret);
    this.consents = new Consents(secrets, clock);
    this.grants = new Grants(secrets, clock);
  }

  /**
   * The backend of the product that the demo's return page stands for: it holds a key, and knows
   * who is signed in, which here is whomever the session was made for.
   */
  @FunctionalInterface
  public interface Backend {

    /**
     * @throws Refusal why nothing was connected
     */
    void complete(SessionId session, Secret handle);
  }

  /** The definition of the app, for the provider at this URL. */
  public static String definition(URI publicUrl) {
    return Template.named("demo.yaml").plain("base", withoutSlash(publicUrl)).text();
  }

  /** What the client proves itself with; another one after each start. */
  public Secret clientSecret() {
    return clientSecret;
  }

  Settings settings() {
    return settings;
  }

  ClientProof clientProof() {
    return clientProof;
  }

  Consents consents() {
    return consents;
  }

  Grants grants() {
    return grants;
  }

  private static String withoutSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}

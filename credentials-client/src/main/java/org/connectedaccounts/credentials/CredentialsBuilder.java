package org.connectedaccounts.credentials;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How {@link Credentials} asks and what it keeps. A key is needed; the rest has defaults. */
public final class CredentialsBuilder {

  private static final Duration LONGEST_MARGIN = Duration.ofDays(1);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final URI service;
  private @Nullable Supplier<String> key;
  private @Nullable String workspace;
  private @Nullable HttpClient http;
  private Duration margin = Duration.ofMinutes(1);
  private Duration unexpiring = Duration.ofMinutes(1);
  private Duration timeout = Duration.ofSeconds(30);
  private int accounts = 10_000;
  private InstantSource clock = InstantSource.system();

  CredentialsBuilder(URI service) {
    boolean isHttp = "http".equals(service.getScheme()) || "https".equals(service.getScheme());
    boolean isPlain =
        service.getRawUserInfo() == null
            && service.getRawQuery() == null
            && service.getRawFragment() == null;
    require(
        isHttp && isPlain && service.getHost() != null,
        "the service is at an http or https URL without user, query and fragment");
    this.service = URI.create(service.toString().replaceAll("/+$", ""));
  }

  /** A key with the scope {@code credentials:read}. */
  public CredentialsBuilder key(String value) {
    return key(() -> value);
  }

  /** Asked at each call to the service, so that a new key needs no restart. Must not take long. */
  public CredentialsBuilder key(Supplier<String> value) {
    this.key = value;
    return this;
  }

  /** The workspace, {@code ws_…}; an operator key needs it. */
  public CredentialsBuilder workspace(String id) {
    require(HeaderText.isSendable(id), "this is no id of a workspace");
    this.workspace = id;
    return this;
  }

  /**
   * How long a token must still live when it is given out, while the service answers; at most half
   * of what it has. Default: a minute. At most a day.
   */
  public CredentialsBuilder margin(Duration value) {
    require(
        !value.isNegative() && value.compareTo(LONGEST_MARGIN) <= 0,
        "the margin is from zero to a day");
    this.margin = value;
    return this;
  }

  /**
   * After how long a credential without an end, such as a key, is asked for again. Default: a
   * minute. That long one of a removed account may serve on; ten times as long while the service
   * does not answer.
   */
  public CredentialsBuilder unexpiring(Duration value) {
    require(isPositive(value), "a time is more than zero");
    this.unexpiring = value;
    return this;
  }

  /**
   * How long the service may take. Default: 30 seconds, since it may have to wait for a provider.
   */
  public CredentialsBuilder timeout(Duration value) {
    require(isPositive(value), "a time is more than zero");
    this.timeout = value;
    return this;
  }

  /** How many accounts are kept, those used last. Default: 10,000. */
  public CredentialsBuilder accounts(int value) {
    require(value > 0, "at least one account is kept");
    this.accounts = value;
    return this;
  }

  /**
   * What calls the service, for a proxy or certificates of one's own. Default: HTTP/1.1, 5 seconds
   * to connect.
   *
   * @throws IllegalArgumentException if it follows redirects, since the key would go along
   */
  public CredentialsBuilder http(HttpClient client) {
    this.http = Redirects.refused(client);
    return this;
  }

  /** For tests: what time it is. */
  CredentialsBuilder clock(InstantSource value) {
    this.clock = value;
    return this;
  }

  /**
   * @throws IllegalStateException if there is no key
   */
  public Credentials build() {
    if (key == null) {
      throw new IllegalStateException("a key is needed");
    }
    Lifetimes lifetimes = new Lifetimes(margin, unexpiring);
    return new Credentials(
        new Slots(accounts, () -> new Slot(lifetimes, clock)),
        new Vending(
            new Vending.Service(service, key, workspace),
            http == null ? ordinary() : http,
            margin,
            timeout),
        null);
  }

  /** HTTP/1.1: to a plain address the JDK would first ask for HTTP/2 by an upgrade. */
  private static HttpClient ordinary() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .build();
  }

  private static boolean isPositive(Duration value) {
    return !value.isNegative() && !value.isZero();
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}

package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;

/**
 * OAuth clients as they were a second ago, two at most: where thousands of accounts of one client
 * are refreshed at once, it is read once.
 */
public final class RecentClients {

  private static final Duration FOR = Duration.ofSeconds(1);
  private static final int MOST = 10_000;

  private final TokenEndpoints endpoints;
  private final Supplier<Duration> uptime;
  private final Map<OAuthClientId, Read> recent = new ConcurrentHashMap<>();

  /**
   * @param uptime of this process, by a clock that never jumps
   */
  public RecentClients(TokenEndpoints endpoints, Supplier<Duration> uptime) {
    this.endpoints = endpoints;
    this.uptime = uptime;
  }

  private record Read(OAuthClient client, Duration at) {}

  OAuthClient clientOf(ConnectedAccount account, OAuthClientId id) {
    Duration now = uptime.get();
    Read known = recent.get(id);
    if (known != null && now.minus(known.at()).compareTo(FOR) < 0) {
      return known.client();
    }
    // Of many that find it old at once one reads it, and the others take it for once more.
    if (known != null && !recent.replace(id, known, new Read(known.client(), now))) {
      return known.client();
    }
    if (recent.size() >= MOST) {
      recent.clear();
    }
    OAuthClient client = endpoints.clientOf(account, id);
    recent.put(id, new Read(client, now));
    return client;
  }
}

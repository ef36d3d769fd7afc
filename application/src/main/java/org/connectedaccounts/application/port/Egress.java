package org.connectedaccounts.application.port;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

/**
 * The one way out. Resolves a name once and connects to that address; refuses loopback, private and
 * special addresses unless the operator allows them for this app; follows no redirect; sends at
 * most one request on the wire.
 */
public interface Egress {

  Answer send(Request request);

  /**
   * @param app on whose behalf, where the operator wrote its definition; the operator's allow-list
   *     may name it. Null for any other: a workspace must not borrow what the operator allows an
   *     app
   * @param deadline for the whole exchange
   * @param allowed asked once it is connected, just before the first byte, by a thread that may
   *     wait; false: nothing is sent
   */
  record Request(
      @Nullable AppSlug app,
      String method,
      URI url,
      Map<String, String> headers,
      byte[] body,
      Duration deadline,
      BooleanSupplier allowed) {

    public Request {
      headers = Map.copyOf(headers);
    }

    public Request(
        @Nullable AppSlug app,
        String method,
        URI url,
        Map<String, String> headers,
        byte[] body,
        Duration deadline) {
      this(app, method, url, headers, body, deadline, () -> true);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
      return method + " " + url.getHost();
    }
  }

  /** What became of it. */
  sealed interface Answer {}

  /** The other side answered, whatever it said. Header names in lower case. */
  record Answered(int status, Map<String, List<String>> headers, byte[] body) implements Answer {

    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** Without the body, which may hold tokens. */
    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /** No byte of the request left: trying again is harmless. */
  record NotSent(Cause cause) implements Answer {}

  /** The request may have arrived, and its answer is lost. */
  record Lost(Cause cause) implements Answer {}

  /** Why. */
  enum Cause {
    /**
     * The address is not allowed, or URL, method or a header could be read as more than it seems.
     */
    DESTINATION_REFUSED,
    NAME_UNKNOWN,
    CONNECT_FAILED,
    TLS_FAILED,
    DEADLINE,
    CONNECTION_LOST,
    TOO_LARGE
  }
}

package org.connectedaccounts.adapters.out.oauth;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.connectedaccounts.application.port.Egress;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the OIDC client hides: status, headers and body of an answer; and gives its requests
 * the deadline that it has no setting for. The client itself gets an empty answer to read, since it
 * would write a refusal's body into its exception and its log.
 */
@Singleton
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.TOKEN)
class OidcCallAnswers implements OidcRequestFilter, OidcResponseFilter {

  private static final String CLIENT_ID = "client-id";
  private static final String PREFIX = "connected-accounts-";

  private final AtomicLong calls = new AtomicLong();
  private final Map<String, Call> open = new ConcurrentHashMap<>();

  /** A call under way; its id is the OIDC client's. */
  final class Call implements AutoCloseable {

    private final String id = PREFIX + calls.incrementAndGet();
    private final Duration deadline;
    private volatile Egress.@Nullable Answered answer;

    private Call(Duration deadline) {
      this.deadline = deadline;
      open.put(id, this);
    }

    String id() {
      return id;
    }

    Optional<Egress.Answered> answer() {
      return Optional.ofNullable(answer);
    }

    @Override
    public void close() {
      open.remove(id);
    }
  }

  Call begin(Duration deadline) {
    return new Call(deadline);
  }

  @Override
  public Uni<Void> filter(OidcRequestFilterContext context) {
    Call call = open.get(String.valueOf(context.contextProperties().getString(CLIENT_ID)));
    if (call != null) {
      context.request().timeout(call.deadline.toMillis());
    }
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> filter(OidcResponseFilterContext context) {
    Call call = open.get(String.valueOf(context.requestProperties().getString(CLIENT_ID)));
    if (call != null) {
      call.answer =
          new Egress.Answered(
              context.statusCode(),
              headers(context.responseHeaders()),
              bytes(context.responseBody()));
      context.responseBody(Buffer.buffer("{}"));
    }
    return Uni.createFrom().voidItem();
  }

  private static byte[] bytes(@Nullable Buffer body) {
    return body == null ? new byte[0] : body.getBytes();
  }

  private static Map<String, List<String>> headers(MultiMap headers) {
    Map<String, List<String>> lower = new HashMap<>();
    for (String name : headers.names()) {
      lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(headers.getAll(name)));
    }
    return lower;
  }
}

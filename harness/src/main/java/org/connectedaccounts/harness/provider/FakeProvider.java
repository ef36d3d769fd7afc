package org.connectedaccounts.harness.provider;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.harness.wire.HttpMessage;

/** Four providers on one port: {@code /<class>/token} and {@code /<class>/revoke}. */
public final class FakeProvider implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final ServerSocket listener;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Map<ProviderClass, TokenEndpoint> endpoints = new EnumMap<>(ProviderClass.class);
  private final Behaviours behaviours = new Behaviours();
  private final Ledger ledger;
  private final Traffic revocations = new Traffic();

  private FakeProvider(ServerSocket listener, Ledger ledger) {
    this.listener = listener;
    this.ledger = ledger;
    for (ProviderClass each : ProviderClass.values()) {
      endpoints.put(each, new TokenEndpoint(each, ledger, behaviours));
    }
  }

  public static FakeProvider start(Ledger ledger) {
    try {
      var listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      var provider = new FakeProvider(listener, ledger);
      Thread.ofPlatform().daemon().name("provider").start(provider::accept);
      return provider;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  public Ledger ledger() {
    return ledger;
  }

  public Behaviours behaviours() {
    return behaviours;
  }

  public Traffic traffic(ProviderClass providerClass) {
    return endpoint(providerClass).traffic();
  }

  public long calls() {
    return endpoints.values().stream().mapToLong(each -> each.traffic().calls()).sum();
  }

  public Traffic revocations() {
    return revocations;
  }

  private TokenEndpoint endpoint(ProviderClass providerClass) {
    return Objects.requireNonNull(endpoints.get(providerClass));
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException closed) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(closed);
        }
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      for (HttpMessage request = HttpMessage.read(in);
          request != null;
          request = HttpMessage.read(in)) {
        if (!answer(request, connection)) {
          return;
        }
      }
    } catch (IOException gone) {
      // The client went away; the ledger has what was issued to it.
      return;
    } finally {
      connections.remove(connection);
    }
  }

  /** Says whether the connection may be used again. */
  private boolean answer(HttpMessage request, Socket connection) throws IOException {
    for (TokenEndpoint endpoint : endpoints.values()) {
      if (request.path().equals("/" + endpoint.providerClass().label() + "/token")) {
        return endpoint.serve(request, connection);
      }
    }
    if (request.path().endsWith("/revoke")) {
      revocations.enter();
      ledger.revoke(Form.parse(request.body()).getOrDefault("token", ""));
      revocations.leave();
      return Reply.json(200, "{}").writeTo(connection);
    }
    return Reply.json(404, "{\"error\":\"not_found\"}").writeTo(connection);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket each : connections) {
        each.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

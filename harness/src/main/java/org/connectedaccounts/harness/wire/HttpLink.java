package org.connectedaccounts.harness.wire;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one caller. It is never used again after trouble, and nothing is sent twice.
 */
public final class HttpLink implements AutoCloseable {
  private final int port;
  private final Duration patience;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  public HttpLink(int port, Duration patience) {
    this.port = port;
    this.patience = patience;
  }

  public HttpMessage send(
      String method, String path, Map<String, String> headers, @Nullable String body)
      throws IOException {
    try {
      Socket open = open();
      open.getOutputStream().write(request(method, path, headers, body));
      HttpMessage answer = HttpMessage.read(input(open));
      if (answer == null) {
        throw new EOFException("closed without an answer");
      }
      if (answer.closes()) {
        close();
      }
      return answer;
    } catch (IOException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private Socket open() throws IOException {
    Socket present = socket;
    if (present != null) {
      return present;
    }
    Socket fresh = new Socket();
    socket = fresh;
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout(Math.toIntExact(patience.toMillis()));
    fresh.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Math.toIntExact(patience.toMillis()));
    return fresh;
  }

  private InputStream input(Socket open) throws IOException {
    InputStream present = in;
    if (present == null) {
      present = new BufferedInputStream(open.getInputStream(), 4096);
      in = present;
    }
    return present;
  }

  private byte[] request(
      String method, String path, Map<String, String> headers, @Nullable String body) {
    byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body != null) {
      head.append("Content-Type: application/json\r\n");
    }
    head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
    byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[first.length + content.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(content, 0, all, first.length, content.length);
    return all;
  }

  @Override
  public void close() {
    Socket present = socket;
    socket = null;
    in = null;
    if (present != null) {
      try {
        present.close();
      } catch (IOException gone) {
        // Nothing is left to be done with it.
        return;
      }
    }
  }
}

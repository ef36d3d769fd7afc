package org.connectedaccounts.adapters.out.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes connections on loopback, keeps what was sent, and answers as the script says. */
final class RawServer implements AutoCloseable {

  /** What is done with one connection, after a whole request was read from it. */
  interface Script {
    void answer(Socket connection) throws IOException, InterruptedException;
  }

  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<InetAddress> connections = new CopyOnWriteArrayList<>();
  private final ServerSocket socket;
  private final Script script;

  private RawServer(ServerSocket socket, Script script) {
    this.socket = socket;
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  static RawServer on(String address, Script script) throws IOException {
    return new RawServer(new ServerSocket(0, 50, InetAddress.ofLiteral(address)), script);
  }

  static RawServer on(ServerSocket socket, Script script) {
    return new RawServer(socket, script);
  }

  static RawServer saying(String answer) throws IOException {
    return on("127.0.0.1", connection -> write(connection, answer));
  }

  static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().flush();
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        connections.add(((InetSocketAddress) connection.getLocalSocketAddress()).getAddress());
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        // Closed: the loop ends.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      while (true) {
        var request = readRequest(connection);
        if (request.isEmpty()) {
          return;
        }
        requests.add(request);
        script.answer(connection);
        if (connection.isOutputShutdown() || connection.isClosed()) {
          return;
        }
      }
    } catch (IOException | InterruptedException _) {
      // The client went away.
    }
  }

  private static String readRequest(Socket connection) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var in = connection.getInputStream();
    int wanted = Integer.MAX_VALUE;
    while (bytes.size() < wanted) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      bytes.write(b);
      var text = bytes.toString(StandardCharsets.ISO_8859_1);
      if (wanted == Integer.MAX_VALUE && text.endsWith("\r\n\r\n")) {
        wanted = bytes.size() + contentLength(text);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }
}

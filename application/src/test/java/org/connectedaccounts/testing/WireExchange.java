package org.connectedaccounts.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads requests from one connection and writes answers, whole or broken. */
final class WireExchange {

  private static final byte[] GARBAGE = "\u0000\u0001not HTTP at all\r\n\r\n".getBytes(UTF_8);
  private static final int BLOCK = 8192;

  private final Socket connection;
  private final InputStream in;
  private final OutputStream out;

  WireExchange(Socket connection, InputStream in, OutputStream out) {
    this.connection = connection;
    this.in = in;
    this.out = out;
  }

  /** Null when the peer closed between two requests. */
  @Nullable ReceivedRequest read(UnaryOperator<ReceivedRequest> recorder) throws IOException {
    String requestLine = line();
    if (requestLine == null) {
      return null;
    }
    String[] parts = requestLine.split(" ", 3);
    if (parts.length < 3) {
      throw new IOException("not a request line");
    }
    List<Map.Entry<String, String>> headers = headers();
    ReceivedRequest head = new ReceivedRequest(0, parts[0], parts[1], headers, "");
    if (head.header("expect").isPresent()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    return recorder.apply(new ReceivedRequest(0, parts[0], parts[1], headers, body(head)));
  }

  /** Answers whether the connection may carry another request. */
  boolean write(ReceivedRequest request, Reply reply) throws IOException {
    pause(reply.delay());
    boolean keep = !request.header("connection").orElse("").equalsIgnoreCase("close");
    switch (reply.wire()) {
      case Reply.Wire.Ordinary() -> {
        head(reply, "Content-Length: " + reply.bodyLength(), keep);
        if (!request.method().equals("HEAD")) {
          out.write(reply.body().getBytes(UTF_8));
        }
        out.flush();
        return keep;
      }
      case Reply.Wire.Close() -> out.flush();
      case Reply.Wire.Reset() -> connection.setSoLinger(true, 0);
      case Reply.Wire.Truncated(int bytes) -> {
        head(reply, "Content-Length: " + reply.bodyLength(), false);
        out.write(Arrays.copyOf(reply.body().getBytes(UTF_8), Math.min(bytes, reply.bodyLength())));
        out.flush();
      }
      case Reply.Wire.Garbage() -> {
        out.write(GARBAGE);
        out.flush();
      }
      case Reply.Wire.Huge(long bytes) -> huge(reply, bytes);
      case Reply.Wire.Drip(Duration gap) -> drip(reply, gap);
    }
    return false;
  }

  private void head(Reply reply, String framing, boolean keep) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Scripted\r\n");
    reply
        .headers()
        .forEach(
            header ->
                head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n"));
    head.append(framing).append("\r\n");
    if (!keep) {
      head.append("Connection: close\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  private void huge(Reply reply, long bytes) throws IOException {
    head(reply, "Transfer-Encoding: chunked", false);
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, (byte) ' ');
    for (long left = bytes; left > 0; left -= BLOCK) {
      int size = (int) Math.min(BLOCK, left);
      out.write((Integer.toHexString(size) + "\r\n").getBytes(ISO_8859_1));
      out.write(block, 0, size);
      out.write("\r\n".getBytes(ISO_8859_1));
    }
    out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    out.flush();
  }

  private void drip(Reply reply, Duration gap) throws IOException {
    head(reply, "Content-Length: " + reply.bodyLength(), false);
    for (byte one : reply.body().getBytes(UTF_8)) {
      out.flush();
      pause(gap);
      out.write(one);
    }
    out.flush();
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an answer was delayed");
    }
  }

  private List<Map.Entry<String, String>> headers() throws IOException {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    String line = line();
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).trim()));
      }
      line = line();
    }
    return List.copyOf(headers);
  }

  private String body(ReceivedRequest head) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (head.header("transfer-encoding").orElse("").equalsIgnoreCase("chunked")) {
      int size = chunkSize();
      while (size > 0) {
        body.write(in.readNBytes(size));
        line();
        size = chunkSize();
      }
      headers();
    } else {
      body.write(in.readNBytes(Integer.parseInt(head.header("content-length").orElse("0"))));
    }
    return body.toString(UTF_8);
  }

  private int chunkSize() throws IOException {
    String line = line();
    return line == null ? 0 : Integer.parseInt(line.split(";", 2)[0].trim(), 16);
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      if (next != '\r') {
        line.write(next);
      }
      next = in.read();
    }
    return line.toString(ISO_8859_1);
  }
}

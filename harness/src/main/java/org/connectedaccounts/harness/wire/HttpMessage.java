package org.connectedaccounts.harness.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request or an answer; the names of headers are in small letters. */
public record HttpMessage(String startLine, Map<String, String> headers, String body) {
  private static final int MAX_LINE = 64 * 1024;

  /** Null where the other side closed before a first byte. */
  public static @Nullable HttpMessage read(InputStream in) throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = required(in); !line.isEmpty(); line = required(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    return new HttpMessage(
        start, headers, new String(body(in, start, headers), StandardCharsets.UTF_8));
  }

  public int status() {
    return Integer.parseInt(startLine.substring(9, 12));
  }

  public String method() {
    return startLine.substring(0, startLine.indexOf(' '));
  }

  public String path() {
    int from = startLine.indexOf(' ') + 1;
    return startLine.substring(from, startLine.indexOf(' ', from));
  }

  public boolean closes() {
    return "close".equalsIgnoreCase(headers.get("connection"));
  }

  private static byte[] body(InputStream in, String start, Map<String, String> headers)
      throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks(in);
    }
    String length = headers.get("content-length");
    if (length != null) {
      return exactly(in, Integer.parseInt(length));
    }
    boolean answer = start.startsWith("HTTP/");
    boolean bodiless = start.contains(" 204 ") || start.contains(" 304 ");
    return answer && !bodiless ? in.readAllBytes() : new byte[0];
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      all.writeBytes(exactly(in, size));
      required(in);
    }
    required(in);
    return all.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(required(in).strip(), 16);
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("cut after " + bytes.length + " of " + length + " bytes of the body");
    }
    return bytes;
  }

  private static String required(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      throw new EOFException("cut in the head");
    }
    return line;
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        if (line.size() == 0) {
          return null;
        }
        throw new EOFException("cut in a line");
      }
      if (line.size() > MAX_LINE) {
        throw new IOException("a line without an end");
      }
      line.write(read);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}

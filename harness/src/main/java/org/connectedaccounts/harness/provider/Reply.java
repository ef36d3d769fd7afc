package org.connectedaccounts.harness.provider;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An answer, byte for byte, so that it can be cut anywhere. */
record Reply(byte[] bytes) {

  static Reply json(int status, String body) {
    return json(status, body, "");
  }

  static Reply json(int status, String body, String moreHeaders) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d Status\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(status, moreHeaders, content.length);
    byte[] first = head.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[first.length + content.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(content, 0, all, first.length, content.length);
    return new Reply(all);
  }

  boolean writeTo(Socket connection) throws IOException {
    connection.getOutputStream().write(bytes);
    return true;
  }

  boolean writeFirst(int count, Socket connection) throws IOException {
    connection.getOutputStream().write(bytes, 0, Math.min(count, bytes.length));
    return false;
  }
}

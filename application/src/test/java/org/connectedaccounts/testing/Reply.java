package org.connectedaccounts.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What goes back over the wire, and how: an ordinary HTTP answer or a fault. Immutable; every
 * {@code with…}-like method answers a changed copy.
 */
public record Reply(
    int status, List<Map.Entry<String, String>> headers, String body, Wire wire, Duration delay) {

  /** How the bytes leave. */
  public sealed interface Wire {
    /** A complete HTTP/1.1 answer. */
    record Ordinary() implements Wire {}

    /** The request was read whole; the connection is closed without a byte. */
    record Close() implements Wire {}

    /** The request was read whole; the peer sees a TCP reset. */
    record Reset() implements Wire {}

    /** Content-Length promises the whole body; only {@code bytes} of it come before the close. */
    record Truncated(int bytes) implements Wire {}

    /** Bytes that are not HTTP. */
    record Garbage() implements Wire {}

    /** A chunked body of that many bytes, whatever {@link Reply#body} says. */
    record Huge(long bytes) implements Wire {}

    /** An ordinary answer that leaves byte by byte, with this pause before each. */
    record Drip(Duration pause) implements Wire {}
  }

  public static Reply status(int status) {
    return new Reply(status, List.of(), "", new Wire.Ordinary(), Duration.ZERO);
  }

  public static Reply json(int status, Map<String, ?> members) {
    return json(status, JsonText.write(members));
  }

  public static Reply json(int status, String text) {
    return status(status).header("Content-Type", "application/json").body(text);
  }

  public static Reply form(int status, Map<String, ?> members) {
    return status(status)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(FormText.write(members));
  }

  public static Reply html(int status, String text) {
    return status(status).header("Content-Type", "text/html; charset=utf-8").body(text);
  }

  /** What a broken gateway says. */
  public static Reply errorPage(int status) {
    return html(status, "<html><body><h1>" + status + " Something went wrong</h1></body></html>");
  }

  /** An OAuth error (RFC 6749 section 5.2). */
  public static Reply oauthError(int status, String error) {
    return json(status, Map.of("error", error));
  }

  /** Slack's way: an error told with 200. */
  public static Reply okFalse(String error) {
    return json(200, "{\"ok\":false,\"error\":" + JsonText.write(error) + "}");
  }

  public static Reply tooManyRequests(long retryAfterSeconds) {
    return oauthError(429, "rate_limited").header("Retry-After", Long.toString(retryAfterSeconds));
  }

  public static Reply redirect(int status, URI location) {
    return status(status).header("Location", location.toString());
  }

  public static Reply closeAfterReading() {
    return status(0).wire(new Wire.Close());
  }

  public static Reply reset() {
    return status(0).wire(new Wire.Reset());
  }

  public static Reply garbage() {
    return status(0).wire(new Wire.Garbage());
  }

  public static Reply huge(long bytes) {
    return status(200).header("Content-Type", "application/json").wire(new Wire.Huge(bytes));
  }

  public Reply header(String name, String value) {
    return new Reply(
        status,
        Stream.concat(headers.stream(), Stream.of(Map.entry(name, value))).toList(),
        body,
        wire,
        delay);
  }

  public Reply body(String text) {
    return new Reply(status, headers, text, wire, delay);
  }

  public Reply wire(Wire how) {
    return new Reply(status, headers, body, how, delay);
  }

  /** The same answer, cut off after so many bytes of its body. */
  public Reply truncatedAfter(int bytes) {
    return wire(new Wire.Truncated(bytes));
  }

  /** The same answer, byte by byte. */
  public Reply dripping(Duration pause) {
    return wire(new Wire.Drip(pause));
  }

  /** The same answer, that much later. */
  public Reply delayed(Duration longer) {
    return new Reply(status, headers, body, wire, delay.plus(longer));
  }

  int bodyLength() {
    return body.getBytes(UTF_8).length;
  }
}

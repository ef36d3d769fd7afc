package org.connectedaccounts.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A well-behaved OAuth client, as plain as curl: the counterpart that a provider is tried with. */
public final class ScriptedClient {

  public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  public static final String CALLBACK = "http://127.0.0.1:1/callback";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String id;
  private final String secret;

  public ScriptedClient(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  /** The query of an authorization request with PKCE, state {@code st} and the callback above. */
  public Map<String, String> authorization(String scope) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", id);
    query.put("redirect_uri", CALLBACK);
    query.put("scope", scope);
    query.put("state", "st");
    query.put("code_challenge", challenge(VERIFIER));
    query.put("code_challenge_method", "S256");
    return query;
  }

  /** The form that redeems a code; the client authenticates apart. */
  public Map<String, String> redemption(String code) {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", CALLBACK);
    form.put("code_verifier", VERIFIER);
    return form;
  }

  public static Map<String, String> refreshment(String refreshToken) {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return form;
  }

  /** Sends a form with the client's credentials in the header, form-encoded as RFC 6749 has it. */
  public HttpResponse<String> postWithBasic(URI uri, Map<String, String> form) throws IOException {
    String pair = FormText.encode(id) + ":" + FormText.encode(secret);
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return post(uri, form, request -> request.header("Authorization", "Basic " + encoded));
  }

  /** Sends a form with the client's credentials in it. */
  public HttpResponse<String> postWithSecret(URI uri, Map<String, String> form) throws IOException {
    Map<String, String> more = new HashMap<>(form);
    more.put("client_id", id);
    more.put("client_secret", secret);
    return post(uri, more, request -> {});
  }

  public HttpResponse<String> post(
      URI uri, Map<String, String> form, Consumer<HttpRequest.Builder> more) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(FormText.write(form)));
    more.accept(request);
    return send(request);
  }

  public HttpResponse<String> get(URI uri, String... headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public HttpResponse<String> getAs(URI uri, String bearer) throws IOException {
    return get(uri, "Authorization", "Bearer " + bearer);
  }

  /** The first member of that name, however deep, of a JSON answer; empty text when absent. */
  public static String member(HttpResponse<String> answer, String name) {
    Matcher matcher =
        Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:\\s*\"?([^\",}]*)")
            .matcher(answer.body());
    return matcher.find() ? matcher.group(1) : "";
  }

  /** A query parameter, with every value that came. */
  public static List<String> parameter(URI uri, String name) {
    return FormText.parse(uri.getRawQuery()).getOrDefault(name, List.of());
  }

  public static String challenge(String verifier) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}

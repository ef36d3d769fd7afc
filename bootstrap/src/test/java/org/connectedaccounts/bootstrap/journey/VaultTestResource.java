package org.connectedaccounts.bootstrap.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A Vault that {@code .ci/vault/start} finds, or none. The service comes to it through TLS with a
 * given CA and in a namespace, logs in as a pod of Kubernetes or by AppRole with tokens of a short
 * life, has the policy of {@code docker} and nothing else, and keeps keys and credentials there.
 */
public final class VaultTestResource implements QuarkusTestResourceLifecycleManager {

  private static final Path START = Path.of("../.ci/vault/start");
  private static final Path POLICY = Path.of("../docker/vault/policy.hcl");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final Map<String, String> SAID = new HashMap<>();
  private static @Nullable TlsFront front;

  /** An argument: by AppRole. */
  static final Map<String, String> BY_APP_ROLE = Map.of("login", "approle");

  private static final String APP_ROLE = "auth/approle/role/accounts";
  private static final Pattern MADE = Pattern.compile("\"(?:role_id|secret_id)\":\"([^\"]+)\"");

  private boolean byAppRole;
  private @Nullable Process process;
  private @Nullable KubernetesLogin kubernetes;

  /** Whether there is one. */
  static boolean isThere() {
    return SAID.containsKey("VAULT_ADDR");
  }

  /** Without one a test is skipped, and fails where somebody said that there is one. */
  static void require() {
    if (!isThere()) {
      String why = "No Vault to test with: see .ci/vault/start";
      Assertions.assertNull(System.getenv("VAULT_REQUIRED"), why);
      Assumptions.abort(why);
    }
  }

  /** Whether a test may seal it: it can be opened again. */
  static boolean canBeSealed() {
    return SAID.containsKey("VAULT_UNSEAL_KEY");
  }

  /** As root, whatever it answers. */
  static HttpResponse<String> ask(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(SAID.get("VAULT_ADDR") + "/v1/" + path))
            .header("X-Vault-Token", Objects.requireNonNull(SAID.get("VAULT_TOKEN")))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void seal() {
    ask("PUT", "sys/seal", "{}");
  }

  static void unseal() {
    ask("PUT", "sys/unseal", "{\"key\":\"" + SAID.get("VAULT_UNSEAL_KEY") + "\"}");
  }

  /** What it answers the service comes that much later, from now on. */
  static void answersLate(Duration delay) {
    Objects.requireNonNull(front).delays(delay);
  }

  /** How often the service has asked for a path with this in it. */
  static long asked(String part) {
    return Objects.requireNonNull(front).asked(part);
  }

  static String newSecretId() {
    return made("POST", APP_ROLE + "/secret-id");
  }

  private static String made(String method, String path) {
    var matcher = MADE.matcher(ask(method, path, "{}").body());
    if (!matcher.find()) {
      throw new AssertionError(path);
    }
    return matcher.group(1);
  }

  /** What Vault answers to a login with it. */
  static int login(String secretId) {
    String roleId = made("GET", APP_ROLE + "/role-id");
    String body = "{\"role_id\":\"" + roleId + "\",\"secret_id\":\"" + secretId + "\"}";
    return ask("POST", "auth/approle/login", body).statusCode();
  }

  /** It is known no more; or it is (again). */
  static void know(String secretId, boolean known) {
    String path = APP_ROLE + (known ? "/custom-secret-id" : "/secret-id/destroy");
    ask("POST", path, "{\"secret_id\":\"" + secretId + "\"}");
  }

  @Override
  public void init(Map<String, String> arguments) {
    byAppRole = arguments.equals(BY_APP_ROLE);
  }

  @Override
  public Map<String, String> start() {
    try {
      startProcess();
      return isThere() ? settings() : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void startProcess() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var builder = new ProcessBuilder(START.toString(), String.valueOf(port));
    // One that was given may hold what others need, under the very names that are written here.
    builder.environment().remove("VAULT_ADDR");
    process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int equals = line.indexOf('=');
      SAID.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
      if (isThere()) {
        return;
      }
    }
  }

  private Map<String, String> settings()
      throws IOException, GeneralSecurityException, InterruptedException {
    front = new TlsFront(Objects.requireNonNull(SAID.get("VAULT_ADDR")));
    kubernetes = new KubernetesLogin();
    setUp(kubernetes.apiUrl());
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.vault.url", front.url());
    settings.put("quarkus.vault.tls.ca-cert", front.certificate().toString());
    settings.put("quarkus.vault.enterprise.namespace", TlsFront.NAMESPACE);
    settings.putAll(byAppRole ? appRoleLogin() : kubernetesLogin(kubernetes));
    settings.put("connected-accounts.keys", "vault");
    settings.put("connected-accounts.credentials", "kv");
    settings.put("connected-accounts.vault.kv-mount", "secret");
    settings.put("connected-accounts.vault.kv-every", "1s");
    settings.put("connected-accounts.vault.deadline", "8S");
    settings.put("quarkus.vault.read-timeout", "8S");
    return settings;
  }

  private static Map<String, String> kubernetesLogin(KubernetesLogin pod) throws IOException {
    return Map.of(
        "quarkus.vault.authentication.kubernetes.role",
        "accounts",
        "quarkus.vault.authentication.kubernetes.jwt-token-path",
        pod.tokenFile().toString());
  }

  private static Map<String, String> appRoleLogin() {
    ask("POST", "sys/auth/approle", "{\"type\":\"approle\"}");
    ask("POST", "sys/auth/approle/tune", "{\"user_lockout_config\":{\"lockout_disable\":true}}");
    ask(
        "POST",
        APP_ROLE,
        "{\"token_policies\":[\"accounts\"],\"token_ttl\":\"2s\",\"token_max_ttl\":\"5s\"}");
    return Map.of(
        "quarkus.vault.authentication.app-role.role-id", made("GET", APP_ROLE + "/role-id"),
        "quarkus.vault.authentication.app-role.secret-id", newSecretId());
  }

  private static void setUp(String kubernetesApi) throws IOException {
    ask("POST", "sys/mounts/transit", "{\"type\":\"transit\"}");
    ask("POST", "sys/auth/kubernetes", "{\"type\":\"kubernetes\"}");
    String policy = Files.readString(POLICY).replace("\"", "\\\"").replace("\n", "\\n");
    ask("PUT", "sys/policies/acl/accounts", "{\"policy\":\"" + policy + "\"}");
    ask(
        "POST",
        "auth/kubernetes/config",
        """
        {"kubernetes_host": "%s", "token_reviewer_jwt": "reviewer", "disable_local_ca_jwt": true}
        """
            .formatted(kubernetesApi));
    ask(
        "POST",
        "auth/kubernetes/role/accounts",
        """
        {"bound_service_account_names": "accounts", "token_policies": ["accounts", "accounts-database"],
         "bound_service_account_namespaces": "default", "token_ttl": "20m"}
        """);
  }

  @Override
  public void stop() {
    if (front != null) {
      front.close();
    }
    if (kubernetes != null) {
      kubernetes.close();
    }
    if (process != null) {
      process.destroy();
    }
    SAID.clear();
  }
}

package org.connectedaccounts.sdk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.connectedaccounts.client.ApiClient;
import org.connectedaccounts.client.ApiException;
import org.connectedaccounts.client.api.AccountsApi;
import org.connectedaccounts.client.api.ConnectSessionsApi;
import org.connectedaccounts.client.api.StepLinksApi;
import org.connectedaccounts.client.model.Account;
import org.connectedaccounts.client.model.AuthorizeConnectSession;
import org.connectedaccounts.client.model.CompleteConnectSession;
import org.connectedaccounts.client.model.CreateConnectSession;
import org.connectedaccounts.client.model.CreatedConnectSession;
import org.connectedaccounts.client.model.Problem;
import org.connectedaccounts.client.model.StepAuths;
import org.connectedaccounts.client.model.StepContext;

/** CONNECTED_ACCOUNTS_URL and CONNECTED_ACCOUNTS_KEY say where, and as whom. */
public final class Journey {
  private static final String WORKFLOW = "welcome";
  private static final String STEP = "send-java";

  private final String url;
  private final String key;

  private Journey(String url, String key) {
    this.url = url;
    this.key = key;
  }

  public static void main(String[] arguments) throws Exception {
    Journey journey =
        new Journey(
            System.getenv("CONNECTED_ACCOUNTS_URL"), System.getenv("CONNECTED_ACCOUNTS_KEY"));
    Account account = journey.connect();
    StepAuths auths = journey.auths();
    System.out.printf(
        "%s (%s) until %s: %s%n",
        account.getDisplayName(), account.getStatus(), auths.getExpiresAt(), journey.call(auths));
    Problem problem = journey.problem();
    System.out.printf("%d %s: %s%n", problem.getStatus(), problem.getCode(), problem.getDetail());
  }

  private ApiClient as(String token) {
    return new ApiClient(
            ApiClient.createDefaultHttpClientBuilder(), ApiClient.createDefaultObjectMapper(), url)
        .setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + token));
  }

  private Account connect() throws ApiException, IOException, InterruptedException {
    // Your backend opens a session for Ada, for a step of a workflow.
    ConnectSessionsApi backend = new ConnectSessionsApi(as(key));
    CreatedConnectSession session =
        backend.createConnectSession(
            new CreateConnectSession()
                .externalUserId("ada")
                .apps(List.of("demo"))
                .step(new StepContext().workflowId(WORKFLOW).stepId(STEP)),
            null,
            null);

    // Your frontend, which holds the session's token only, asks where to send Ada.
    ConnectSessionsApi frontend = new ConnectSessionsApi(as(session.getToken()));
    String consent =
        frontend
            .authorizeConnectSession(
                session.getId(), new AuthorizeConnectSession().app("demo"), null)
            .getAuthorizationUrl();

    // Ada allows it, and comes back to your return URL with a handle.
    String handle = new Consent().give(URI.create(consent));

    // Your backend knows that Ada is logged in there, and vouches for her. Only now is the code
    // exchanged.
    return backend.completeConnectSession(
        session.getId(),
        new CompleteConnectSession().handle(handle).externalUserId("ada"),
        null,
        null);
  }

  // At run time the step asks for its auths, always fresh, and calls the app.
  private StepAuths auths() throws ApiException {
    return new StepLinksApi(as(key)).getStepAuths(WORKFLOW, STEP, null, "ada", null);
  }

  private String call(StepAuths auths) throws IOException, InterruptedException {
    String token = auths.getAuths().get("demo").get("oauth_access_token");
    HttpRequest me =
        HttpRequest.newBuilder(URI.create(url + "/demo/api/me"))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(me, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("The app refused the token: " + answer.statusCode());
    }
    return answer.body();
  }

  // What is refused says why, by a code that stays.
  private Problem problem() throws ApiException {
    try {
      new AccountsApi(as(key)).getAccount("acc_of_nobody", null);
      throw new IllegalStateException("An account of nobody was found.");
    } catch (ApiException refused) {
      return Problems.of(refused)
          .filter(problem -> problem.getCode().equals("account_not_found"))
          .orElseThrow(() -> refused);
    }
  }
}

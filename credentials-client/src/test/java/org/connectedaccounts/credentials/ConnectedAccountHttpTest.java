package org.connectedaccounts.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.credentials.StubService.ACCOUNT;
import static org.connectedaccounts.credentials.StubService.LIFE;
import static org.connectedaccounts.credentials.StubService.TOKEN;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.connectedaccounts.credentials.StubServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests to an app, with the credential of an account. */
class ConnectedAccountHttpTest {

  private StubService service;
  private StubServer app;
  private ConnectedAccountHttp http;

  @BeforeEach
  void open() {
    service = new StubService();
    service
        .server()
        .answers(request -> service.token(request.method().equals("POST") ? 2 : 1, LIFE));
    app = new StubServer();
    http =
        new ConnectedAccountHttp(
            service.credentials(), Placement.bearer(), HttpClient.newHttpClient());
  }

  @AfterEach
  void close() {
    app.close();
    service.close();
  }

  @Test
  void sendThenTheRequestCarriesTheCredentialAndAllItHad() throws Exception {
    app.answers(Answer.json(200, "{}"));
    HttpRequest request =
        HttpRequest.newBuilder(app.uri().resolve("/things?a=b"))
            .header("X-Mine", "1")
            .header("Authorization", "Bearer of-somebody-else")
            .PUT(BodyPublishers.ofString("thing"))
            .build();
    assertThat(http.send(ACCOUNT, request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

    assertThat(app.last().headers().get("Authorization")).containsExactly("Bearer " + TOKEN + 1);
    assertThat(app.last().header("X-mine")).isEqualTo("1");
    assertThat(app.last().target()).isEqualTo("/things?a=b");
    assertThat(app.last().body()).isEqualTo("thing");
  }

  @Test
  void sendWhenRejectedThenOnceMoreWithAnotherCredential() throws Exception {
    answersOnlyTo(TOKEN + 2);
    HttpResponse<String> answer = http.send(ACCOUNT, post(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(app.asked()).hasSize(2);
    assertThat(app.last().body()).isEqualTo("thing");
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void sendWhenRejectedAndTheAnswersAreStreamsThenTheSecondIsReturned() throws Exception {
    answersOnlyTo(TOKEN + 2);
    HttpResponse<InputStream> answer = http.send(ACCOUNT, post(), BodyHandlers.ofInputStream());
    assertThat(answer.body()).hasContent("{\"ok\":true}");
  }

  @Test
  void sendWhenRejectedAgainThenThatIsTheAnswer() throws Exception {
    answersOnlyTo("nothing");
    assertThat(http.send(ACCOUNT, post(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    assertThat(app.asked()).hasSize(2);
  }

  @Test
  void sendWhenThereIsNoOtherCredentialThenNotRepeated() throws Exception {
    service.vends(1, LIFE);
    answersOnlyTo("nothing");
    HttpResponse<String> answer = http.send(ACCOUNT, post(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"ok\":false}");
    assertThat(app.asked()).hasSize(1);
  }

  @Test
  void sendWhenTheGrantIsDeadThenItSaysSo() {
    answersOnlyTo("nothing");
    service
        .server()
        .answers(
            request ->
                request.method().equals("POST")
                    ? StubService.problem(409, "account_unavailable")
                    : service.token(1, LIFE));
    assertThatThrownBy(() -> http.send(ACCOUNT, post(), BodyHandlers.ofString()))
        .isInstanceOfSatisfying(
            CredentialException.class,
            why -> assertThat(why.code()).isEqualTo("account_unavailable"));
  }

  @Test
  void clientWhenItFollowsRedirectsThenRefused() {
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    Credentials credentials = service.credentials();
    assertThatThrownBy(() -> new ConnectedAccountHttp(credentials, Placement.bearer(), following))
        .isInstanceOf(IllegalArgumentException.class);
    CredentialsBuilder builder = service.builder();
    assertThatThrownBy(() -> builder.http(following)).isInstanceOf(IllegalArgumentException.class);
  }

  private void answersOnlyTo(String token) {
    app.answers(
        request ->
            request.header("Authorization").equals("Bearer " + token)
                ? Answer.json(200, "{\"ok\":true}")
                : Answer.json(401, "{\"ok\":false}"));
  }

  private HttpRequest post() {
    URI things = app.uri().resolve("/things");
    return HttpRequest.newBuilder(things).POST(BodyPublishers.ofString("thing")).build();
  }
}

package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.ProviderApi.Identified;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Choice;
import org.connectedaccounts.domain.app.CredentialPlacement;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.RequestTemplate;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.connect.SessionProgress.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifyAndChooseTest {

  private final FakeEgress egress = new FakeEgress();
  private final EgressProviderApi api =
      new EgressProviderApi(Extended.egress(egress), Definitions.moments(), Duration.ofSeconds(3));

  @Test
  void identifyWhenAnsweredThenReadsNumbersAsText() {
    egress.answering(200, "{\"data\":{\"id\":7,\"mail\":\"a@b.c\"}}");

    assertThat(identify())
        .isEqualTo(new Identified(Verdict.ACCEPTED, new Identity("7", null, "a@b.c")));
    assertThat(egress.only().headers()).containsEntry("Authorization", "Bearer k1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"data\":{\"id\":7}} | REJECTED",
        "403 | {\"data\":{\"id\":7}} | ACCEPTED",
        "200 | {\"data\":{}}           | ACCEPTED",
        "200 | nothing                | UNREACHABLE",
        "302 | ''                     | UNREACHABLE",
        "429 | ''                     | UNREACHABLE",
        "500 | ''                     | UNREACHABLE"
      })
  void identifyWhenNotToldThenSaysWhy(int status, String body, Verdict verdict) {
    egress.answering(status, body);

    assertThat(identify()).isEqualTo(new Identified(verdict, null));
  }

  @ParameterizedTest
  @CsvSource({"DESTINATION_REFUSED,DESTINATION_REFUSED", "CONNECT_FAILED,UNREACHABLE"})
  void identifyWhenNothingWasSentThenSaysWhy(Egress.Cause cause, Verdict verdict) {
    egress.answering(new Egress.NotSent(cause));

    assertThat(identify()).isEqualTo(new Identified(verdict, null));
  }

  private Identified identify() {
    IdentityLookup lookup =
        new IdentityLookup(
            IdentityLookup.Source.USERINFO,
            RequestTemplate.get(EgressProviderApiTest.ME),
            new DottedPath("data.id"),
            new DottedPath("data.name"),
            new DottedPath("data.mail"));
    AuthMethod method = EgressProviderApiTest.keys(EgressProviderApiTest.BEARER, null, lookup);
    return api.identify(Definitions.app(method), method, EgressProviderApiTest.key("k1"));
  }

  @Test
  void optionsWhenListedThenReadsIdAndLabelAsText() {
    egress.answering(
        200, "{\"sites\":[{\"id\":1,\"name\":\"One\"},{\"id\":\"b\"},{\"name\":\"x\"}]}");

    assertThat(options("sites")).containsExactly(new Option("1", "One"), new Option("b", "b"));
    assertThat(egress.only().headers()).containsEntry("Authorization", "Bearer at");
  }

  @Test
  void optionsWhenAnswerIsTheListThenEmptyPathReadsIt() {
    egress.answering(200, "[{\"id\":\"a\",\"name\":\"A\"}]");

    assertThat(options("")).containsExactly(new Option("a", "A"));
  }

  @Test
  void optionsWhenNothingIsListedThenEmpty() {
    egress.answering(200, "[]");

    assertThat(options("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"500 | ''", "200 | {}", "200 | <html>", "401 | []"})
  void optionsWhenNotToldThenUnavailableAndNeverAnEmptyChoice(int status, String body) {
    egress.answering(status, body);

    assertThatThrownBy(() -> options(""))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(Refusal.Code.PROVIDER_UNAVAILABLE));
  }

  private List<Option> options(String items) {
    OAuth2 plain = Definitions.oauth(TokenEndpoint.at(Definitions.TOKEN_URL));
    OAuth2 scheme =
        new OAuth2(
            plain.consent(),
            plain.tokens(),
            plain.refresh(),
            null,
            plain.grant(),
            new Choice(
                RequestTemplate.get(EgressProviderApiTest.BASE + "/sites"),
                new DottedPath(items),
                new DottedPath("id"),
                new DottedPath("name"),
                "site_id"));
    Api bearer =
        new Api(
            null,
            List.of(
                new CredentialPlacement.Header(
                    "Authorization", Template.parse("Bearer ${secret.oauth_access_token}"))),
            Map.of(),
            null);
    AuthMethod method = Definitions.method(scheme, List.of(), bearer, null);
    return api.options(Definitions.app(method), method, Definitions.holding("at", null));
  }
}

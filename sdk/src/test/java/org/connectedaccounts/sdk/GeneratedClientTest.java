package org.connectedaccounts.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.connectedaccounts.client.ApiClient;
import org.connectedaccounts.client.model.Account;
import org.connectedaccounts.client.model.CreateAccount;
import org.connectedaccounts.client.model.CreateConnectSession;
import org.connectedaccounts.client.model.CreatedApiKey;
import org.connectedaccounts.client.model.PutOauthClient;
import org.connectedaccounts.client.model.UpdateAccount;
import org.connectedaccounts.client.model.UpdateWorkspace;
import org.junit.jupiter.api.Test;

class GeneratedClientTest {
  private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper();

  /** An empty list would say something: no app, no return URL any more, no scope. */
  @Test
  void whatWasNotSetIsNotSent() throws JsonProcessingException {
    for (Object request :
        List.of(
            new CreateConnectSession(),
            new UpdateWorkspace(),
            new UpdateAccount(),
            new PutOauthClient().clientId(null),
            new CreateAccount().app(null))) {
      assertThat(JSON.writeValueAsString(request).replaceAll("\"[a-z_]+\":null,?", ""))
          .as(request.getClass().getSimpleName())
          .isEqualTo("{}");
    }
  }

  @Test
  void anAnswerOfALaterServiceIsRead() throws JsonProcessingException {
    Account account =
        JSON.readValue("{\"status\": \"of_later\", \"field_of_later\": {\"a\": 1}}", Account.class);

    assertThat(account.getStatus()).isEqualTo("of_later");
  }

  @Test
  void aKeyIsNotInWhatIsPrinted() {
    assertThat(new CreatedApiKey().key("cak_EXAMPLE").toString()).doesNotContain("cak_EXAMPLE");
  }
}

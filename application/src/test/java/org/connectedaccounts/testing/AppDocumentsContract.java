package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.application.port.InvalidDefinition.Fault;
import org.junit.jupiter.api.Test;

/** What every {@link AppDocuments} owes. */
public interface AppDocumentsContract {

  String YAML =
      """
      schema: 1
      slug: acme
      name: Acme
      category: crm
      auth:
        - id: key
          type: api_key
          fields:
            - {name: api_key, label: API key}
      """;

  String JSON =
      """
      {"schema": 1, "slug": "acme", "name": "Acme", "category": "crm",
      \t"auth": [{"id": "key", "type": "api_key",
      \t\t"fields": [{"name": "api_key", "label": "API\\/\\u006bey"}]}]}
      """;

  AppDocuments appDocuments();

  @Test
  default void readWhenYamlThenKeepsTextAndDigest() {
    var app = appDocuments().read(YAML);

    assertThat(app.slug().value()).isEqualTo("acme");
    assertThat(app.document()).isEqualTo(YAML);
    assertThat(app.digest())
        .isEqualTo(appDocuments().read(YAML).digest())
        .isNotEqualTo(appDocuments().read(YAML + "# other text\n").digest());
  }

  @Test
  default void readWhenJsonThenReadsTheSame() {
    var app = appDocuments().read(JSON);

    assertThat(app.name()).isEqualTo("Acme");
    assertThat(app.defaultMethod().fields().getFirst().label()).isEqualTo("API/key");
  }

  @Test
  default void readWhenSeveralThingsAreWrongThenTellsEachWithPointerAndLine() {
    String bad = YAML.replace("name: Acme", "nam: Acme").replace("label: API key", "secret: 1");

    assertThatExceptionOfType(InvalidDefinition.class)
        .isThrownBy(() -> appDocuments().read(bad))
        .satisfies(
            refusal ->
                assertThat(refusal.faults())
                    .extracting(Fault::pointer, Fault::line)
                    .contains(tuple("/nam", 3), tuple("/auth/0/fields/0", 9)));
  }

  @Test
  default void readWhenJsonIsWrongThenTellsTheLine() {
    assertThatExceptionOfType(InvalidDefinition.class)
        .isThrownBy(() -> appDocuments().read(JSON.replace("\"api_key\"", "\"xml\"")))
        .satisfies(
            refusal ->
                assertThat(refusal.faults())
                    .extracting(Fault::pointer, Fault::line)
                    .containsExactly(tuple("/auth/0/type", 2)));
  }
}

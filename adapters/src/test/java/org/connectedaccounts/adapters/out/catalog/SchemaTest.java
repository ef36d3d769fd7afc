package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader agree. */
class SchemaTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path APPS = Path.of("src/main/resources/apps");
  private static final JsonNode WRITTEN = written();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(WRITTEN);

  private static JsonNode written() {
    String place = "META-INF/resources/schemas/app-1.json";
    try (InputStream in = SchemaTest.class.getClassLoader().getResourceAsStream(place)) {
      return JSON.readTree(Objects.requireNonNull(in, place));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyBuiltInAppIsOfTheSchema() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, String> app : AppIndex.read().entrySet()) {
      SCHEMA
          .validate(JSON.readTree(app.getValue()))
          .forEach(message -> wrong.add(app.getKey() + ": " + message));
    }
    assertThat(wrong).isEmpty();
  }

  /** As an editor sees them: before a family is joined in. */
  @Test
  void everyFileOfAnAppIsOfTheSchema() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : files()) {
      JsonNode written = YAML.readTree(file.toFile());
      SCHEMA.validate(written).forEach(message -> wrong.add(file + ": " + message));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void familiesOfTheSchemaAreThoseThatAreThere() throws IOException {
    List<String> known =
        WRITTEN
            .at("/$defs/method/properties/family/enum")
            .valueStream()
            .map(JsonNode::asText)
            .toList();
    try (Stream<Path> families = Files.list(APPS.resolve("families"))) {
      assertThat(families.map(file -> String.valueOf(file.getFileName()).replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(APPS, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.startsWith(APPS.resolve("families")))
          .toList();
    }
  }

  @Test
  void methodThatSaysNeitherTypeNorFamilyIsNot() throws IOException {
    String method = "{\"id\": \"key\", \"fields\": [{\"name\": \"key\", \"label\": \"Key\"}]%s}";
    String app =
        "{\"schema\": 1, \"slug\": \"a\", \"name\": \"A\", \"category\": \"c\", \"auth\": [%s]}";

    assertThat(SCHEMA.validate(JSON.readTree(app.formatted(method.formatted(""))))).isNotEmpty();
    assertThat(
            SCHEMA.validate(
                JSON.readTree(app.formatted(method.formatted(", \"type\": \"oauth2\"")))))
        .isNotEmpty();
    assertThat(
            SCHEMA.validate(
                JSON.readTree(app.formatted(method.formatted(", \"type\": \"api_key\"")))))
        .isEmpty();
  }

  /** A family is joined in by the build; the reader sees none. */
  @Test
  void methodKeysAreThoseOfTheReader() {
    Set<String> read = new TreeSet<>(OAuthReader.KEYS);
    read.addAll(Set.of("id", "type", "label", "fields", "api", "identity", "hosts", "extensions"));
    read.add("family");

    assertThat(new TreeSet<>(names("/$defs/method/properties"))).isEqualTo(read);
  }

  private static List<String> names(String pointer) {
    return WRITTEN.at(pointer).propertyStream().map(Map.Entry::getKey).toList();
  }

  /** A key that the schema has is never unknown to the reader, whatever else it finds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "field:/auth/0/fields/0",
        "scopes:/auth/0/scopes",
        "token_request:/auth/0/token_request",
        "token_response:/auth/0/token_response",
        "then:/auth/0/then",
        "refresh:/auth/0/refresh",
        "revocation:/auth/0/revocation",
        "identity:/auth/0/identity",
        "choose:/auth/0/choose",
        "assertion:/auth/0/assertion",
        "client_assertion:/auth/0/client_assertion",
        "api:/auth/0/api",
        "verify:/auth/0/api/verify",
        "request:/auth/0/identity/request"
      })
  void keysOfAPartAreThoseOfTheReader(String which) throws IOException {
    String part = which.substring(0, which.indexOf(':'));
    String pointer = which.substring(which.indexOf(':') + 1);
    for (String key : names("/$defs/" + part + "/properties")) {
      String document = withKey(pointer, key);
      try {
        new DefinitionReader().read(document);
      } catch (InvalidDefinition e) {
        assertThat(e.faults())
            .as(key)
            .noneSatisfy(fault -> assertThat(fault.detail()).isEqualTo("is not known here"));
      }
    }
    String unknown = withKey(pointer, "nobody_knows");
    assertThat(SCHEMA.validate(JSON.readTree(unknown))).isNotEmpty();
    assertThatThrownBy(() -> new DefinitionReader().read(unknown))
        .isInstanceOf(InvalidDefinition.class);
  }

  /** A whole app in which each part is there as it should be, and this key is in one of them. */
  private static String withKey(String pointer, String key) throws IOException {
    var app =
        (ObjectNode)
            JSON.readTree(
                """
                {"schema": 1, "slug": "acme", "name": "Acme", "category": "crm", "auth": [{
                  "id": "oauth", "type": "oauth2",
                  "fields": [{"name": "shop", "label": "Shop", "secret": false},
                    {"name": "key", "label": "Key"}],
                  "assertion": {"algorithm": "RS256", "key": "key"},
                  "client_auth": "private_key_jwt", "client_assertion": {},
                  "authorization_url": "https://acme.example/a",
                  "token_url": "https://acme.example/t",
                  "scopes": {}, "token_request": {}, "token_response": {}, "refresh": {},
                  "then": {"url": "https://acme.example/t"},
                  "revocation": {"url": "https://acme.example/r"},
                  "identity": {"id": "id", "request": {"url": "https://acme.example/me"}},
                  "choose": {"id": "id", "label": "l", "store_as": "site",
                    "request": {"url": "https://acme.example/s"}},
                  "api": {"credentials": [{"in": "header", "name": "A", "value": "b"}],
                    "verify": {"url": "https://acme.example/me"}}}]}
                """);
    var at = (ObjectNode) app.at(pointer);
    if (!at.has(key)) {
      at.put(key, "x");
    }
    return app.toString();
  }
}

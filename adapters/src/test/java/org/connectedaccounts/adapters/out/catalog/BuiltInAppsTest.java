package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BuiltInAppsTest {

  private static final List<String> PROMISED =
      List.of(
          "slack",
          "github",
          "google_drive",
          "gmail",
          "google_sheets",
          "microsoft_outlook",
          "notion",
          "hubspot",
          "salesforce",
          "shopify",
          "zendesk",
          "jira",
          "linear",
          "airtable",
          "discord",
          "dropbox",
          "zoom",
          "paypal",
          "sendgrid",
          "stripe",
          "twilio",
          "openai",
          "telegram_bot",
          "postgresql",
          "aws");

  @TestFactory
  Stream<DynamicTest> everyAppIsWellMade() {
    return BuiltInApps.files().stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(file)));
  }

  private static void check(AppFile file) throws IOException {
    AppDefinition app = file.read(new DefinitionReader());
    assertThat(file.name()).isEqualTo(BuiltInApps.fileOf(app.slug()));
    assertThat(file.text()).doesNotContain("http://").doesNotContain("\t").endsWith("\n");
    assertThat(app.homepageUrl()).isNotNull();
    assertThat(app.docsUrl()).isNotNull();
    if (app.logo() != null) {
      String logo = "logos/" + app.logo() + ".svg";
      assertThat(BuiltInApps.class.getClassLoader().getResource(logo)).as(logo).isNotNull();
    }
    app.methods().forEach(BuiltInAppsTest::check);
  }

  private static void check(AuthMethod method) {
    assertThat(method.authNames()).isNotEmpty();
    if (method.scheme() instanceof OAuth2) {
      assertThat(method.api().credentials()).as("an OAuth app has an API").isNotEmpty();
      assertThat(method.identity()).as("whose account it is").isNotNull();
    }
    if (method.scheme() instanceof Keys && method.api().baseUrl() != null) {
      assertThat(method.api().credentials()).as("a key goes somewhere").isNotEmpty();
      assertThat(method.api().verification()).as("a key can be tried").isNotNull();
    }
  }

  @Test
  void loadWhenAskedThenHasThePromisedApps() {
    assertThat(BuiltInApps.load(new DefinitionReader()).keySet()).containsAll(PROMISED);
  }

  @Test
  void sendgridWhenReadThenItsFieldIsApiKeyId() {
    AppDefinition sendgrid = BuiltInApps.load(new DefinitionReader()).get("sendgrid");

    assertThat(sendgrid).isNotNull();
    assertThat(sendgrid.defaultMethod().authNames())
        .extracting(name -> name.name())
        .containsExactly("api_key_id");
  }

  @Test
  void filesWhenPackedIntoAJarThenAreTheSame(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("with blank.jar");
    List<AppFile> files = BuiltInApps.files();
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("apps/LICENSE"));
      for (AppFile file : files) {
        out.putNextEntry(new JarEntry(file.name()));
        out.write(file.text().getBytes(StandardCharsets.UTF_8));
      }
    }

    var marker = URI.create("jar:" + jar.toUri() + "!/apps/LICENSE").toURL();

    assertThat(BuiltInApps.files(marker)).isEqualTo(files);
  }
}

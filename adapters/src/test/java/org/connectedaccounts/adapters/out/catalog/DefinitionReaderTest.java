package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.application.port.InvalidDefinition.Fault;
import org.connectedaccounts.testing.AppDocumentsContract;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DefinitionReaderTest implements AppDocumentsContract {

  private static final String EXPECT = "# expect ";

  @Override
  public AppDocuments appDocuments() {
    return new DefinitionReader();
  }

  /** Each broken document says in its own comments what has to be found: line, pointer, words. */
  @TestFactory
  Stream<DynamicTest> brokenDocumentsAreToldWithPointerAndLine() throws Exception {
    var folder = Objects.requireNonNull(getClass().getResource("/broken-apps"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private void check(Path file) throws IOException {
    String document = Files.readString(file);
    List<String> expected =
        document
            .lines()
            .filter(line -> line.startsWith(EXPECT))
            .map(DefinitionReaderTest::expected)
            .toList();
    assertThat(expected).isNotEmpty();
    assertThatExceptionOfType(InvalidDefinition.class)
        .isThrownBy(() -> appDocuments().read(document))
        .satisfies(
            refusal ->
                assertThat(refusal.faults().stream().map(DefinitionReaderTest::told))
                    .containsExactlyElementsOf(expected));
  }

  private static String expected(String line) {
    return line.substring(EXPECT.length());
  }

  private static String told(Fault fault) {
    return fault.line()
        + " "
        + (fault.pointer().isEmpty() ? "/" : fault.pointer())
        + " "
        + fault.detail();
  }

  private void refuses(String document, String words) {
    assertThatExceptionOfType(InvalidDefinition.class)
        .isThrownBy(() -> appDocuments().read(document))
        .withMessageContaining(words);
  }

  @Test
  void readWhenHugeThenRefusesWithoutParsing() {
    refuses("a".repeat(NodeParser.LARGEST + 1), "characters");
  }

  @Test
  void readWhenNestedDeeplyThenRefuses() {
    refuses("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), "nested too deeply");
    refuses("a: " + "[".repeat(10_000), "");
  }

  @Test
  void readWhenAliasesMultiplyThenRefusesAtTheFirst() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    refuses(bomb.toString(), "anchors and aliases");
  }

  @Test
  void readWhenEmptyOrNoMappingThenRefuses() {
    refuses("", "is empty");
    refuses("   \n# nothing\n", "is empty");
    refuses("null", "is empty");
    refuses("- a", "must be a mapping");
    refuses("hello", "must be a mapping");
    refuses(YAML + "---\n" + YAML, "more than one document");
    refuses("{\"schema\":1", "is not readable");
  }

  @Test
  void readWhenTextIsUnquotedDateOrNumberThenTakesItAsWritten() {
    var app =
        appDocuments()
            .read(
                Documents.app("acme")
                    + """
                        api:
                          base_url: https://h
                          headers: {Version: 2022-06-28, Level: 1.10}
                    """);

    assertThat(app.defaultMethod().api().headers().values())
        .map(Object::toString)
        .containsExactly("2022-06-28", "1.10");
  }
}

package org.connectedaccounts.adapters.out.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringFileTest {

  private static final byte[] DATA_KEY = new byte[32];

  @TempDir Path directory;
  private boolean used;
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());

  private Path file() {
    return directory.resolve("data/keyring.json");
  }

  private KeyringFile opened() {
    var keyring = new KeyringFile(file(), () -> used, true);
    keyring.open();
    return keyring;
  }

  private KeyringKeyEncryptionKeys process() {
    return new KeyringKeyEncryptionKeys(opened());
  }

  @Test
  void startWhenThereIsNoFileThenMakesOneThatOnlyItsOwnerReads() throws IOException {
    process();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file())).contains("\"format\" : 1");
    try (var files = Files.list(file().resolveSibling("."))) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("keyring.json", "keyring.json.lock");
    }
  }

  @Test
  void startWhenTheFileOfAUsedDatabaseIsMissingThenRefusesAndMakesNone() {
    used = true;
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(this::process)
        .withMessageContaining(file() + " is missing")
        .withMessageContaining("backup");
    assertThat(file()).doesNotExist();
    used = false;
    process();
    used = true;
    process();
  }

  @Test
  void startWhenOthersMayReadTheFileThenRefusesAndSaysWhatToRun() throws IOException {
    process();
    for (var mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-", "rwx--x---")) {
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
      assertThatExceptionOfType(ConfigurationException.class)
          .as(mode)
          .isThrownBy(this::process)
          .withMessageContaining("chmod 600 " + file());
    }
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
    process();
  }

  @Test
  void startWhenTheFileIsDamagedThenRefusesAndQuotesNothing() throws IOException {
    process();
    var canary = "Y2FuYXJ5LWNhbmFyeQ==";
    for (var text :
        List.of(
            "",
            "{",
            "[]",
            "{\"format\": 2}",
            canary,
            "{\"format\":1,\"fingerprints\":{\"API_KEY\":\"" + canary + "\"}}",
            "{\"format\":1,\"workspaces\":{\"" + canary + "\":{}}}",
            "{\"format\":1,\"workspaces\":{\"" + workspace.text() + "\":{\"current\":\"a\"}}}")) {
      Files.writeString(file(), text);
      assertThatExceptionOfType(ConfigurationException.class)
          .as(text)
          .isThrownBy(this::process)
          .withMessageContaining(file().toString())
          .withMessageNotContaining(canary)
          .satisfies(e -> assertThat(e.getCause()).hasNoCause());
      assertThat(Files.readString(file())).as("left alone").isEqualTo(text);
    }
  }

  @Test
  void unwrapWhenAnotherProcessMadeTheKeyThenReadsTheFileAgain() {
    var one = process();
    var two = process();
    one.create(workspace);
    var wrapped = one.wrap(workspace, DATA_KEY);
    assertThat(two.unwrap(workspace, wrapped)).isEqualTo(DATA_KEY);
    two.create(workspace);
    assertThat(one.unwrap(workspace, two.wrap(workspace, DATA_KEY))).isEqualTo(DATA_KEY);

    two.destroy(workspace);
    assertThatIllegalStateException().isThrownBy(() -> one.unwrap(workspace, wrapped));
  }

  @Test
  void unwrapWhenTheFileWasLostThenNamesItAndMakesNoKey() throws IOException {
    var before = process();
    before.create(workspace);
    var wrapped = before.wrap(workspace, DATA_KEY);
    Files.delete(file());
    assertThatIllegalStateException()
        .isThrownBy(() -> before.unwrap(workspace, wrapped))
        .withMessageContaining(file().toString())
        .withMessageContaining("missing");

    var restarted = process();
    assertThatIllegalStateException()
        .isThrownBy(() -> restarted.unwrap(workspace, wrapped))
        .withMessageContaining(file().toString())
        .withMessageContaining("backup");
    restarted.create(workspace);
    assertThatIllegalStateException()
        .isThrownBy(() -> restarted.unwrap(workspace, wrapped))
        .withMessageContaining(file().toString());
  }

  @Test
  void destroyThenTheKeyIsInNoFile() throws IOException {
    var keys = process();
    keys.create(workspace);
    var before = Files.readString(file());
    assertThat(before).contains(workspace.text());
    // As a crash in the middle of an earlier change leaves it.
    Files.writeString(file().resolveSibling("keyring.json.new"), before);
    keys.destroy(workspace);
    try (var files = Files.list(file().resolveSibling("."))) {
      for (var left : files.toList()) {
        assertThat(Files.readString(left)).as("%s", left).doesNotContain(workspace.text());
      }
    }
  }

  @Test
  void createWhenManyThreadsOfManyProcessesThenNoneIsLost() throws Exception {
    var workspaces = new ArrayList<WorkspaceId>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var calls = new ArrayList<Future<?>>();
      for (int i = 0; i < 4; i++) {
        var process = process();
        for (int j = 0; j < 10; j++) {
          var one = new WorkspaceId(UUID.randomUUID());
          workspaces.add(one);
          calls.add(threads.submit(() -> process.create(one)));
        }
      }
      for (var call : calls) {
        call.get();
      }
    }
    var last = process();
    for (var one : workspaces) {
      assertThat(last.unwrap(one, last.wrap(one, DATA_KEY))).isEqualTo(DATA_KEY);
    }
  }
}

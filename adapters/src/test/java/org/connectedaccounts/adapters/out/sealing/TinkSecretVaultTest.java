package org.connectedaccounts.adapters.out.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.SecretVaultContract;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class TinkSecretVaultTest implements SecretVaultContract {

  private static final int SWAPS = 10_000;
  private static final long SEED = 20261123;

  private final VaultFixture fixture = new VaultFixture();
  private final VaultFixture.Replica replica = fixture.replica();

  @Override
  public SecretVault vault() {
    return replica.vault();
  }

  @Override
  public DataKeyRing dataKeyRing() {
    return replica.ring();
  }

  @Override
  public WorkspaceId newWorkspace() {
    return new WorkspaceId(UUID.randomUUID());
  }

  /** Lines of the log that operations are woken by. */
  private static final class Alarms extends Handler {
    private final Logger logger = Logger.getLogger(SealedContent.class.getName());
    private int raised;

    static Alarms begin() {
      var alarms = new Alarms();
      alarms.logger.addHandler(alarms);
      // Ten thousand of them are for nobody to read.
      alarms.logger.setUseParentHandlers(false);
      return alarms;
    }

    int end() {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
      return raised;
    }

    @Override
    public void publish(LogRecord line) {
      var text = line instanceof ExtLogRecord told ? told.getFormattedMessage() : line.getMessage();
      if (line.getLevel().intValue() >= Level.SEVERE.intValue()
          && text.startsWith("SEALED_VALUE_REFUSED ")) {
        raised++;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private record Row(SealedFor place, Sealed sealed, String secret) {}

  private List<Row> rows(Random random) {
    var rows = new ArrayList<Row>();
    for (int w = 0; w < 3; w++) {
      var workspace = new WorkspaceId(new UUID(0x7000, w));
      replica.ring().prepare(workspace);
      for (var kind : List.of("account", "attempt", "oauth_client")) {
        for (int owner = 0; owner < 3; owner++) {
          for (long generation = 0; generation < 3; generation++) {
            for (var field : List.of("code", "credential.auths", "credential.refresh")) {
              var place = new SealedFor(workspace, kind, new UUID(1, owner), generation, field);
              var secret = "secret-" + random.nextLong();
              rows.add(new Row(place, replica.vault().seal(place, Secret.of(secret)), secret));
            }
          }
        }
      }
    }
    return rows;
  }

  @Test
  void openWhenCiphertextsAreSwappedThenRefusesEverySwapAndRaisesTheAlarmForEach() {
    var random = new Random(SEED);
    var rows = rows(random);
    var alarms = Alarms.begin();
    int swaps = 0;
    while (swaps < SWAPS) {
      var to = rows.get(random.nextInt(rows.size()));
      var from = rows.get(random.nextInt(rows.size()));
      if (!to.equals(from)) {
        // With its own data key's id, or with the id that the row had.
        var key = random.nextBoolean() ? from.sealed().dataKey() : to.sealed().dataKey();
        var moved = new Sealed(key, from.sealed().ciphertext());
        assertThatIllegalStateException()
            .as("seed %s, swap %s: %s at %s", SEED, swaps, from.place(), to.place())
            .isThrownBy(() -> replica.vault().open(to.place(), moved));
        swaps++;
      }
    }
    assertThat(alarms.end()).as("lines of the log").isEqualTo(SWAPS);
    assertThat(fixture.refusals()).as("counted").isEqualTo(SWAPS);
    for (var row : rows) {
      assertThat(replica.vault().open(row.place(), row.sealed()).reveal()).isEqualTo(row.secret());
    }
  }

  @Test
  void openWhenAnyBitIsFlippedThenRefuses() {
    var row = rows(new Random(SEED)).getFirst();
    for (int bit = 0; bit < row.sealed().ciphertext().length * 8; bit++) {
      byte[] bytes = row.sealed().ciphertext();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      var flipped = new Sealed(row.sealed().dataKey(), bytes);
      assertThatIllegalStateException()
          .isThrownBy(() -> replica.vault().open(row.place(), flipped));
    }
  }

  @Test
  void sealThenWritesFormatAndAFreshNonceAndNothingReadable() {
    var workspace = newWorkspace();
    replica.ring().prepare(workspace);
    var place = new SealedFor(workspace, "account", UUID.randomUUID(), 0, "f");
    var nonces = new HashSet<String>();
    for (int i = 0; i < SWAPS; i++) {
      byte[] bytes = replica.vault().seal(place, Secret.of("canary")).ciphertext();
      assertThat(bytes[0]).isEqualTo((byte) 1);
      assertThat(nonces.add(Arrays.toString(Arrays.copyOfRange(bytes, 1, 13)))).isTrue();
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
    }
  }

  @Test
  void sealWhenHalfASurrogateThenComesBackAsItWas() {
    var workspace = newWorkspace();
    replica.ring().prepare(workspace);
    var place = new SealedFor(workspace, "account", UUID.randomUUID(), 0, "f");
    for (var text : List.of("a\ud800b", "\ud800", "a\udc00", "\udc00\ud800", "\ud800\ud800")) {
      var odd = Secret.of(text);
      assertThat(replica.vault().open(place, replica.vault().seal(place, odd)).reveal())
          .isEqualTo(text);
    }
  }

  @Test
  void openWhenPlacesAreTheSameBytesCutElsewhereThenRefuses() {
    var workspace = newWorkspace();
    replica.ring().prepare(workspace);
    var first = new UUID(0x6161616161616161L, 0x6262626262626262L);
    var second = new UUID(0x6363636363636363L, 0x6464646464646464L);
    long generation = 0x6565656565656565L;
    // What the additional data holds between kind and field, as text.
    var between = "\0\0\0\20%s\0\0\0\10eeeeeeee";
    var inField = between.formatted("ccccccccdddddddd") + "field";
    var inKind = "kind" + between.formatted("aaaaaaaabbbbbbbb");
    var one = new SealedFor(workspace, "kind", first, generation, inField);
    var other = new SealedFor(workspace, inKind, second, generation, "field");
    var sealed = replica.vault().seal(one, Secret.of("s"));
    assertThatIllegalStateException().isThrownBy(() -> replica.vault().open(other, sealed));
  }
}

package org.connectedaccounts.adapters.out.vault;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.connectedaccounts.adapters.out.vault.VaultKv.Version;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.domain.credential.SealedFor;

/**
 * A secret of the KV engine for each field of an account: {@code
 * <prefix>/accounts/<workspace>/<account>/<field>}, its {@code value} in base64. The path must not
 * be another account's, so it is made of ids alone.
 */
@Singleton
final class VaultOutsideSecrets implements OutsideSecrets {

  private static final String VALUE = "value";
  private static final String GENERATION = "generation";

  /** The current one, and the one that whoever has just read the store may still ask for. */
  private static final int VERSIONS = 2;

  private final VaultKv kv;

  VaultOutsideSecrets(VaultKv kv) {
    this.kv = kv;
  }

  @Override
  public Optional<Place> place() {
    return kv.mount().map(mount -> new Place(mount, kv.prefix()));
  }

  @Override
  public Optional<Integer> put(SealedFor place, byte[] value) {
    String path = path(place);
    Optional<Version> newest = kv.newest(path);
    if (newest.flatMap(VaultOutsideSecrets::value).filter(is(value)).isPresent()) {
      return newest.map(Version::number);
    }
    if (newest.filter(version -> generation(version) > place.generation()).isPresent()) {
      // Ours was taken a while ago, and the one that counts must stay among those that are kept.
      return Optional.empty();
    }
    int before = newest.map(Version::number).orElseGet(() -> kv.newestNumber(path));
    if (before == 0) {
      kv.keepOnly(path, VERSIONS);
    }
    var put =
        kv.write(
            path,
            before,
            Map.of(
                VALUE,
                Base64.getEncoder().encodeToString(value),
                GENERATION,
                Long.toString(place.generation())));
    return put.stream().boxed().findFirst();
  }

  /** Zero where somebody else wrote something else. */
  private static long generation(Version version) {
    try {
      return version.data().get(GENERATION) instanceof String text ? Long.parseLong(text) : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static Predicate<byte[]> is(byte[] value) {
    return there -> Arrays.equals(there, value);
  }

  @Override
  public Optional<byte[]> get(SealedFor place, int version) {
    return kv.read(path(place), version).flatMap(VaultOutsideSecrets::value);
  }

  /** Nothing where somebody else wrote something else. */
  private static Optional<byte[]> value(Version version) {
    try {
      return version.data().get(VALUE) instanceof String text
          ? Optional.of(Base64.getDecoder().decode(text))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public void remove(SealedFor place) {
    kv.remove(path(place));
  }

  private static String path(SealedFor place) {
    return "accounts/%s/%s/%s".formatted(place.workspace().value(), place.owner(), place.field());
  }
}

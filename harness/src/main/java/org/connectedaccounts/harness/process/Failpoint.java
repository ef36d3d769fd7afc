package org.connectedaccounts.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A place in a replica at which something happens once, when it is armed. */
public record Failpoint(String place) {
  private static final String ATTEMPTS = "JdbcRefreshAttempts.";

  /** Every step of a refresh that goes well, then what is only reached when it does not. */
  public static List<Failpoint> all() {
    return Stream.of(
            ATTEMPTS + "claim",
            ATTEMPTS + "markSent",
            "EgressAuthorizationServer.refresh",
            ATTEMPTS + "commit",
            ATTEMPTS + "end")
        .flatMap(method -> Stream.of(method + ".before", method + ".after"))
        .map(Failpoint::new)
        .toList();
  }

  /** It is on the way of a refusal only. */
  public boolean needsRefusal() {
    return place.startsWith(ATTEMPTS + "end");
  }

  /**
   * @param order {@code halt}, {@code sleep <ms>} or {@code throw}
   */
  public void arm(Replica replica, String order) {
    try {
      Path file = file(replica);
      Path draft = file.resolveSibling(place + ".draft");
      Files.writeString(draft, order);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public boolean fired(Replica replica) {
    return !Files.exists(file(replica));
  }

  /** Says whether it had not fired. */
  public boolean disarm(Replica replica) {
    try {
      return Files.deleteIfExists(file(replica));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Path file(Replica replica) {
    return replica.failpoints().resolve(place);
  }
}

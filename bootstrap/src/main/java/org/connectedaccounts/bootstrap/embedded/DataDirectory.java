package org.connectedaccounts.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.connectedaccounts.bootstrap.StartRefused;

/**
 * The directory that one running service has to itself: the database cluster, the unpacked server,
 * its log and its password. Nobody but the owner may enter it.
 */
final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final DirectoryLock lock;

  private DataDirectory(Path root, DirectoryLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the directory where it is missing, closes it to others and takes its lock.
   *
   * @throws StartRefused when it cannot be written, or another service has it
   */
  static DataDirectory open(Path directory) {
    try {
      var root = Files.createDirectories(directory.toAbsolutePath().normalize()).toRealPath();
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      }
      return new DataDirectory(root, DirectoryLock.take(root));
    } catch (IOException failed) {
      throw new StartRefused(
          "The data directory "
              + directory.toAbsolutePath().normalize()
              + " cannot be used ("
              + failed
              + "). Choose another one with connected-accounts.data-dir.",
          failed);
    }
  }

  /** The cluster; its name says the major version, since another one cannot read it. */
  Path cluster() {
    return root.resolve("pg" + EmbeddedDatabase.MAJOR_VERSION);
  }

  Path binaries() {
    return root.resolve("postgresql");
  }

  Path password() {
    return root.resolve("pg" + EmbeddedDatabase.MAJOR_VERSION + ".password");
  }

  /** The server's log of this start alone, so that it does not grow without end. */
  Path freshLog() {
    var log = root.resolve("postgresql.log");
    try {
      Files.deleteIfExists(log);
      return Files.createFile(log);
    } catch (IOException failed) {
      throw new StartRefused("The log " + log + " cannot be written: " + failed, failed);
    }
  }

  /** PostgreSQL itself would only wait until it gives up. */
  void refuseOtherVersion() {
    var file = cluster().resolve("PG_VERSION");
    if (!Files.exists(file)) {
      return;
    }
    try {
      var version = Files.readString(file).strip();
      if (!version.equals(Integer.toString(EmbeddedDatabase.MAJOR_VERSION))) {
        throw new StartRefused(
            "The data in %s are of PostgreSQL %s, and this service brings PostgreSQL %d. Move them with pg_dump, or choose another connected-accounts.data-dir."
                .formatted(cluster(), version, EmbeddedDatabase.MAJOR_VERSION));
      }
    } catch (IOException failed) {
      throw new StartRefused(file + " cannot be read: " + failed, failed);
    }
  }

  /**
   * Removes what a start left that was killed while it made the cluster. The database {@code
   * postgres} (its number is 5 in every cluster) is made last, and all data are in it.
   */
  void removeUnfinishedCluster() {
    if (!Files.isDirectory(cluster()) || Files.exists(cluster().resolve("base/5/PG_VERSION"))) {
      return;
    }
    try (var files = Files.walk(cluster())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new StartRefused(
          "The unfinished " + cluster() + " cannot be removed: " + failed, failed);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}

package org.connectedaccounts.bootstrap.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.connectedaccounts.bootstrap.StartRefused;
import org.connectedaccounts.domain.Secret;

/** A file with one key in it, readable by its owner alone. */
record KeyFile(Path path) {

  private static final String OWNER_ONLY = "rw-------";

  Optional<String> read() {
    try {
      return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    } catch (IOException e) {
      throw new StartRefused("The key file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  void write(Secret key) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      // Written beside and moved, so that a start that is killed leaves no half a key.
      Path fresh = path.resolveSibling(path.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, ownerOnly());
      Files.writeString(
          fresh, key.reveal() + "\n", StandardCharsets.US_ASCII, StandardOpenOption.DSYNC);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartRefused("The key file " + path + " cannot be written: " + e.getMessage(), e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new StartRefused("The key file " + path + " cannot be removed: " + e.getMessage(), e);
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public String toString() {
    return path.toString();
  }
}

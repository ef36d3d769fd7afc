package org.connectedaccounts.bootstrap.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
      Files.createFile(path, ownerOnly());
      Files.writeString(
          path, key.reveal() + "\n", StandardCharsets.US_ASCII, StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new StartRefused("The key file " + path + " cannot be written: " + e.getMessage(), e);
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

package org.connectedaccounts.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.connectedaccounts.bootstrap.StartRefused;

/** Keeps other users of the machine out of the server, which listens on a port that they reach. */
record SuperuserPassword(Path file, String value) {
  private static final int BYTES = 32;

  static SuperuserPassword of(DataDirectory directory) {
    var file = directory.password();
    try {
      // A cluster that was not finished has no password yet, so that any will do.
      if (!Files.exists(file)) {
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.writeString(Files.createFile(draft, ownerOnly()), random());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return new SuperuserPassword(file, Files.readString(file).strip());
    } catch (IOException failed) {
      throw new StartRefused("The password file " + file + " cannot be used: " + failed, failed);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String random() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

package org.connectedaccounts.adapters.out.keyring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that nobody but their owner reads, replaced so that a crash leaves the old or the new. */
final class PrivateFiles {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> FOREIGN =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private PrivateFiles() {}

  /**
   * @throws IllegalStateException with what to do, if group or others may do anything with the file
   */
  static void requirePrivate(Path file) throws IOException {
    if (!POSIX) {
      return;
    }
    var permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(FOREIGN::contains)) {
      throw new IllegalStateException(
          "The keyring %s can be read by others than its owner (%s). Run: chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(permissions), file));
    }
  }

  static void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory.normalize(), attributes("rwx------"));
  }

  static void replace(Path file, byte[] content) throws IOException {
    removeUnfinished(file);
    var unfinished = Files.createFile(unfinished(file), attributes("rw-------"));
    try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (POSIX) {
      // The rename itself lasts only once the directory is on disk.
      try (var directory = FileChannel.open(file.resolveSibling(".").normalize())) {
        directory.force(true);
      }
    }
  }

  /** A crash may have left one behind, with keys that have been destroyed since. */
  static void removeUnfinished(Path file) throws IOException {
    Files.deleteIfExists(unfinished(file));
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}

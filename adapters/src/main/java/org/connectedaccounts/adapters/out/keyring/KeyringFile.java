package org.connectedaccounts.adapters.out.keyring;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The one file of keys, made at the first start. It is read again when another process has changed
 * it, and changed by one process at a time.
 */
@Singleton
final class KeyringFile {

  /** File locks are held by the whole process, so its threads need a lock of their own. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path path;
  private final BooleanSupplier used;
  private final boolean chosen;
  private volatile @Nullable Read last;

  /** What tells one state of the file from the next: a change always makes a new file. */
  private record Stamp(@Nullable Object file, FileTime modified, long size) {}

  private record Read(Stamp stamp, Keyring keyring) {}

  @Inject
  KeyringFile(
      @ConfigProperty(name = "connected-accounts.keyring.file") Optional<Path> file,
      @ConfigProperty(name = "connected-accounts.data-dir", defaultValue = "./data") Path dataDir,
      @ConfigProperty(name = "connected-accounts.keys", defaultValue = "keyring") String keys,
      DataKeys dataKeys) {
    this(
        file.orElseGet(() -> dataDir.resolve("keyring.json")),
        () -> dataKeys.anyWrapped(KeyringKeyEncryptionKeys.VERSIONS),
        keys.equalsIgnoreCase("keyring"));
  }

  /**
   * @param used whether the store holds what only a keyring of before opens
   * @param chosen whether keys are made here
   */
  KeyringFile(Path file, BooleanSupplier used, boolean chosen) {
    this.path = file.toAbsolutePath().normalize();
    this.used = used;
    this.chosen = chosen;
  }

  /**
   * Before anybody needs a key, and not before there is a database to ask. Where keys are made
   * elsewhere no file is made: one of before is read when somebody needs it.
   */
  @Startup(Interceptor.Priority.PLATFORM_BEFORE)
  void open() {
    if (!chosen) {
      return;
    }
    try {
      openOrMake();
    } catch (IllegalStateException e) {
      throw new ConfigurationException(e.getMessage(), e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The keyring %s cannot be used: %s. Set connected-accounts.keyring.file to a file that the service may write."
              .formatted(path, e),
          e);
    }
  }

  /** Whether keys are made here. */
  boolean isChosen() {
    return chosen;
  }

  boolean exists() {
    return Files.exists(path);
  }

  Path path() {
    return path;
  }

  /** As it is now. */
  Keyring current() {
    try {
      var known = last;
      var stamp = stamp();
      return known != null && known.stamp().equals(stamp) ? known.keyring() : read();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Changes the file under its lock; leaves it alone if the change changes nothing. */
  Keyring change(UnaryOperator<Keyring> change) {
    try {
      return locked(() -> write(change.apply(read())));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void openOrMake() throws IOException {
    PrivateFiles.createDirectories(path.resolveSibling("."));
    locked(
        () -> {
          PrivateFiles.removeUnfinished(path);
          var there = Files.exists(path);
          // Under the lock: another replica may be making both.
          if (!there && used.getAsBoolean()) {
            throw new IllegalStateException(
                "The keyring %s is missing, and the database holds what only that keyring opens. Restore it from its backup, or point connected-accounts.keyring.file to it."
                    .formatted(path));
          }
          return there ? read() : write(Keyring.EMPTY);
        });
  }

  private Keyring write(Keyring keyring) throws IOException {
    var known = last;
    if (known == null || !keyring.equals(known.keyring())) {
      PrivateFiles.replace(path, KeyringJson.write(keyring));
      return read();
    }
    return keyring;
  }

  private Keyring read() throws IOException {
    PrivateFiles.requirePrivate(path);
    // The stamp first: a change in between is then noticed at the next look.
    var stamp = stamp();
    var text = Files.readAllBytes(path);
    try {
      var keyring = KeyringJson.read(text);
      last = new Read(stamp, keyring);
      return keyring;
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The keyring %s is damaged: %s. Restore it from its backup; without it nothing that is stored can be read."
              .formatted(path, e.getMessage()));
    }
  }

  private Stamp stamp() throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
  }

  private interface Step {
    Keyring run() throws IOException;
  }

  private Keyring locked(Step step) throws IOException {
    var lockFile = path.resolveSibling(path.getFileName() + ".lock");
    THREADS.lock();
    try (var channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return step.run();
    } finally {
      THREADS.unlock();
    }
  }

  private RuntimeException unreadable(IOException e) {
    return e instanceof NoSuchFileException
        ? new Unreachable(
            "The keyring %s is missing. Restore it from its backup, or point connected-accounts.keyring.file to it."
                .formatted(path),
            e)
        : new UncheckedIOException("The keyring %s cannot be used".formatted(path), e);
  }
}

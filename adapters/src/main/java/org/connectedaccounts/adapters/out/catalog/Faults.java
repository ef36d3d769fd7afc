package org.connectedaccounts.adapters.out.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.application.port.InvalidDefinition.Fault;
import org.connectedaccounts.domain.app.InvalidDefinitionPart;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that one reading tells as much as it can. */
final class Faults {

  private static final int MOST = 50;

  private final List<Fault> found = new ArrayList<>();

  void add(Fault fault) {
    if (found.size() < MOST && !found.contains(fault)) {
      found.add(fault);
    }
  }

  /** Reads a part; empty, and its fault noted, when that fails. */
  <T> Optional<T> attempt(Supplier<@Nullable T> part) {
    try {
      return Optional.ofNullable(part.get());
    } catch (FaultFound e) {
      add(e.fault());
      return Optional.empty();
    }
  }

  /**
   * Makes a domain object of a section; what it refuses becomes a fault at the line it is about.
   */
  static <T> T made(Section section, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (InvalidDefinitionPart e) {
      throw section.fault(e.part(), e.detail());
    }
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(Fault::line));
      throw new InvalidDefinition(found);
    }
  }

  boolean any() {
    return !found.isEmpty();
  }
}

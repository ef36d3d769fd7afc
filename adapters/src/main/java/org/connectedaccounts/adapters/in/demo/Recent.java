package org.connectedaccounts.adapters.in.demo;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets its oldest entry when it is full, so that nobody can fill the memory. */
final class Recent<V> extends LinkedHashMap<String, V> {

  @Serial private static final long serialVersionUID = 1L;

  private static final int MOST = 10_000;

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > MOST;
  }
}

package org.connectedaccounts.harness.provider;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is in force: first what a grant was told for its next calls, else what its class is told.
 */
public final class Behaviours {
  private final Map<ProviderClass, Behaviour> byClass = new ConcurrentHashMap<>();
  private final Map<ProviderClass, Duration> lives = new ConcurrentHashMap<>();
  private final Map<String, Queue<Behaviour>> byGrant = new ConcurrentHashMap<>();
  private final Set<ProviderClass> killing = ConcurrentHashMap.newKeySet();

  public void set(ProviderClass providerClass, Behaviour behaviour) {
    byClass.put(providerClass, behaviour);
  }

  public void setAll(Behaviour behaviour) {
    for (ProviderClass each : ProviderClass.values()) {
      set(each, behaviour);
    }
  }

  /** All is well again. */
  public void reset() {
    byClass.clear();
    lives.clear();
    byGrant.clear();
    killing.clear();
  }

  /** From now on a refresh ends the access tokens that were issued before. */
  public void killFormerAccess(ProviderClass providerClass) {
    killing.add(providerClass);
  }

  boolean killsFormerAccess(ProviderClass providerClass) {
    return killing.contains(providerClass);
  }

  /** For the next call of this grant that nothing else was said about. */
  public void once(Grant grant, Behaviour behaviour) {
    byGrant.computeIfAbsent(grant.id(), id -> new ConcurrentLinkedQueue<>()).add(behaviour);
  }

  /** How long the access tokens live that are issued from now on. */
  public void life(ProviderClass providerClass, Duration life) {
    lives.put(providerClass, life);
  }

  public Duration life(ProviderClass providerClass) {
    return lives.getOrDefault(providerClass, Duration.ofHours(1));
  }

  Behaviour next(ProviderClass providerClass, String grantId) {
    Queue<Behaviour> told = byGrant.get(grantId);
    Behaviour once = told == null ? null : told.poll();
    return once != null ? once : byClass.getOrDefault(providerClass, Behaviour.GOOD);
  }
}

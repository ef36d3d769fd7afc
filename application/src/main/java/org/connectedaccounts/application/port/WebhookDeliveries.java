package org.connectedaccounts.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Which events are to be delivered where, and how far that is. Each call is atomic by itself and
 * needs no unit of work.
 */
public interface WebhookDeliveries {

  /** An endpoint that something waits for. */
  record Waiting(WorkspaceId workspace, WebhookEndpointId endpoint) {}

  /** Of one event to one endpoint. */
  record Id(WorkspaceId workspace, WebhookEndpointId endpoint, EventId event) {}

  /** How far it is. */
  enum State {
    PENDING,
    DELIVERED,
    /** Given up. */
    DEAD
  }

  /**
   * What a try came to.
   *
   * @param status of the answer; null: there was none
   * @param error null: it has arrived
   */
  record Tried(@Nullable Integer status, @Nullable String error) {}

  /**
   * A delivery as it stands.
   *
   * @param attempts how often it was sent, or is being sent
   * @param nextAttempt when it is tried (again); null: not any more
   * @param last null before the first try has ended
   */
  record Delivery(
      Id id,
      Told event,
      State state,
      int attempts,
      @Nullable Instant nextAttempt,
      @Nullable Tried last) {}

  /**
   * Notes for enabled endpoints what has happened since, in the order of events; no tests, which
   * are added by themselves.
   *
   * @return for how many endpoints there was something
   */
  int plan(int endpoints);

  /**
   * Notes an event for this endpoint alone, whatever types that wants; within the unit of work that
   * adds the event.
   */
  Delivery add(Id id);

  /** Enabled endpoints with deliveries that are due, the longest waiting first. */
  List<Waiting> waiting(Set<Waiting> busy, int limit);

  /**
   * Due deliveries of an endpoint, of each account its oldest alone: a later one waits until that
   * has arrived or is given up. They are given to nobody else for the time of the lease, and count
   * as tried.
   */
  List<Delivery> take(Waiting waiting, Duration lease, int limit);

  void delivered(Id id, Tried tried);

  /**
   * @param again after which time it is tried again; empty: it is given up
   */
  void failed(Id id, Tried tried, Optional<Duration> again);

  /** All that waits for the endpoint is due now. */
  void hurry(Waiting waiting);

  /**
   * Oldest event first.
   *
   * @param state null: all
   */
  Page<Delivery> list(Waiting endpoint, @Nullable State state, PageRequest page);

  /** Due now, with all its attempts before it, whatever became of it. Empty if there is none. */
  Optional<Delivery> retry(Id id);

  /** Forgets those that arrived that long ago; answers how many, at most {@code limit}. */
  int removeDelivered(Duration age, int limit);
}

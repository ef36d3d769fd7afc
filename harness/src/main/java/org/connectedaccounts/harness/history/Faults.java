package org.connectedaccounts.harness.history;

import java.util.List;
import java.util.stream.Stream;

/**
 * When something was done to a replica.
 *
 * @param ends killed or the like: a token that was under way then may be lost with nobody to blame
 * @param sleeps an answer that came meanwhile is there when it wakes up
 */
record Faults(List<Long> ends, List<Long> sleeps) {
  static Faults of(List<Event> events) {
    return new Faults(at(events, Event.FAULT), at(events, Event.SLEEP));
  }

  private static List<Long> at(List<Event> events, String what) {
    return events.stream().filter(event -> event.what().equals(what)).map(Event::at).toList();
  }

  boolean ended(long from, long to) {
    return within(ends.stream(), from, to);
  }

  boolean any(long from, long to) {
    return within(Stream.concat(ends.stream(), sleeps.stream()), from, to);
  }

  private static boolean within(Stream<Long> times, long from, long to) {
    return times.anyMatch(at -> at >= from && at <= to);
  }
}

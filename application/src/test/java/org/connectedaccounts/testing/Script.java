package org.connectedaccounts.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What an endpoint does instead of, or around, its ordinary work. Steps told "once" come first, in
 * the order in which they were told, then the standing one, else the endpoint does its work.
 *
 * <p>{@code answers…} replaces the work: a refresh token that was sent stays unspent. {@code
 * loses…} does the work, then sends something else: the token is spent, and the caller does not
 * know.
 */
public final class Script {

  /** One way to serve one request. */
  @FunctionalInterface
  public interface Step {
    Reply play(ReceivedRequest request, Function<ReceivedRequest, Reply> ordinary);
  }

  private static final Step ORDINARY = (request, ordinary) -> ordinary.apply(request);

  private final Deque<Step> once = new ArrayDeque<>();
  private Step standing = ORDINARY;
  private Duration delay = Duration.ZERO;

  public Script answersOnce(Reply reply) {
    return playsOnce((request, ordinary) -> reply);
  }

  public Script answersTimes(int times, Reply reply) {
    for (int i = 0; i < times; i++) {
      answersOnce(reply);
    }
    return this;
  }

  public Script answersAlways(Reply reply) {
    return playsAlways((request, ordinary) -> reply);
  }

  /** Does the work, then sends this (a reset, a 502) instead of the result. */
  public Script losesAnswerOnce(Reply instead) {
    return changesAnswerOnce(result -> instead);
  }

  /**
   * Does the work, then sends the changed result (delayed, truncated, dripping, another status).
   */
  public Script changesAnswerOnce(UnaryOperator<Reply> change) {
    return playsOnce((request, ordinary) -> change.apply(ordinary.apply(request)));
  }

  public Script changesAnswerAlways(UnaryOperator<Reply> change) {
    return playsAlways((request, ordinary) -> change.apply(ordinary.apply(request)));
  }

  /** Works as usual, once; a place-holder in a sequence of steps. */
  public Script worksOnce() {
    return playsOnce(ORDINARY);
  }

  /** Holds the next request before the work. */
  public Gate holdsOnce() {
    Gate gate = new Gate();
    playsOnce(
        (request, ordinary) -> {
          gate.pass();
          return ordinary.apply(request);
        });
    return gate;
  }

  /** Does the work for the next request, then holds the answer back. */
  public Gate holdsAnswerOnce() {
    Gate gate = new Gate();
    playsOnce(
        (request, ordinary) -> {
          Reply result = ordinary.apply(request);
          gate.pass();
          return result;
        });
    return gate;
  }

  /** Every answer, scripted ones included, comes that much later. */
  public synchronized Script delays(Duration longer) {
    delay = longer;
    return this;
  }

  public synchronized Script playsOnce(Step step) {
    once.addLast(step);
    return this;
  }

  public synchronized Script playsAlways(Step step) {
    standing = step;
    return this;
  }

  /** Forgets everything told so far. */
  public synchronized Script worksAgain() {
    once.clear();
    standing = ORDINARY;
    delay = Duration.ZERO;
    return this;
  }

  Reply serve(ReceivedRequest request, Function<ReceivedRequest, Reply> ordinary) {
    Step step;
    Duration longer;
    synchronized (this) {
      Step next = once.pollFirst();
      step = next == null ? standing : next;
      longer = delay;
    }
    return step.play(request, ordinary).delayed(longer);
  }
}

package org.connectedaccounts.harness.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/** How long answers took. */
public record Latencies(long[] sorted) {
  public static Latencies of(Collection<Answer> answers) {
    long[] all = answers.stream().mapToLong(answer -> answer.took().toNanos()).toArray();
    Arrays.sort(all);
    return new Latencies(all);
  }

  public Duration quantile(double share) {
    if (sorted.length == 0) {
      return Duration.ZERO;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return Duration.ofNanos(sorted[Math.clamp(index, 0, sorted.length - 1)]);
  }

  public String text() {
    return "n=%d p50=%.0f ms p99=%.0f ms max=%.0f ms"
        .formatted(sorted.length, ms(0.5), ms(0.99), ms(1));
  }

  private double ms(double share) {
    return quantile(share).toNanos() / 1e6;
  }
}

package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.Fault;

/** Expects a no. */
public final class Refusals {

  private Refusals() {}

  /** The call is refused with just this code; answers the refusal. */
  public static Refusal assertRefused(Code code, ThrowingCallable call) {
    var thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(Refusal.class);
    var refusal = (Refusal) thrown;
    assertThat(refusal.code()).as(refusal.detail()).isEqualTo(code);
    return refusal;
  }

  /** The call is refused as invalid, and names these fields. */
  public static void assertInvalid(ThrowingCallable call, String... pointers) {
    var evidence = assertRefused(Code.INVALID_REQUEST, call).evidence();
    assertThat(evidence).isInstanceOf(Evidence.Faults.class);
    List<String> named =
        ((Evidence.Faults) evidence).faults().stream().map(Fault::pointer).toList();
    assertThat(named).containsExactly(pointers);
  }
}

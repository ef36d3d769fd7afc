package org.connectedaccounts.adapters.out.postgres;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import org.jspecify.annotations.Nullable;

/** Hibernate's session lives as long as the request context, so the call is given one. */
@BriefSession
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
final class BriefSessions {

  @AroundInvoke
  @Nullable Object call(InvocationContext invocation) throws Exception {
    ManagedContext requests = Arc.container().requestContext();
    ContextState outer = requests.getStateIfActive();
    if (outer != null && QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      return invocation.proceed();
    }
    requests.deactivate();
    requests.activate();
    try {
      return invocation.proceed();
    } finally {
      requests.terminate();
      if (outer != null) {
        requests.activate(outer);
      }
    }
  }
}

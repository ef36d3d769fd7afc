package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.PushbackInputStream;
import org.connectedaccounts.domain.Refusal;

/**
 * Refuses the body {@code null} where a body may be left out: nothing sent and {@code null} sent
 * come out of the reader alike, and only the first is in the contract.
 */
@Provider
class NullBodies implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    PushbackInputStream body = new PushbackInputStream(context.getInputStream());
    int first = body.read();
    if (first >= 0) {
      body.unread(first);
    }
    context.setInputStream(body);
    Object read = context.proceed();
    if (read == null && first >= 0) {
      throw Refusal.invalid("", "must be an object");
    }
    return read;
  }
}

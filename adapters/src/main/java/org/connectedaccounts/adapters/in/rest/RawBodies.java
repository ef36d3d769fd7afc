package org.connectedaccounts.adapters.in.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Keeps the text of a definition document. */
@Provider
@Priority(Priorities.USER)
class RawBodies implements ContainerRequestFilter {

  private final RawBody raw;
  private final Operations operations;

  RawBodies(RawBody raw, Operations operations) {
    this.raw = raw;
    this.operations = operations;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    if (operations.is("putApp")) {
      byte[] body = request.getEntityStream().readAllBytes();
      request.setEntityStream(new ByteArrayInputStream(body));
      raw.keep(new String(body, StandardCharsets.UTF_8));
    }
  }
}

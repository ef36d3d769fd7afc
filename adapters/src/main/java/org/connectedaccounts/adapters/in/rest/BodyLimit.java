package org.connectedaccounts.adapters.in.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body that did not announce its length and grows too large. */
@Provider
@Priority(Priorities.HEADER_DECORATOR)
class BodyLimit implements ContainerRequestFilter {

  static final long BYTES = 1 << 20;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getLength() < 0) {
      request.setEntityStream(new Limited(request.getEntityStream()));
    }
  }

  /** An {@link IOException}, since readers of JSON take all others for faults in the text. */
  static final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;
  }

  private static final class Limited extends FilterInputStream {

    private long left = BYTES;

    Limited(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      counted(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return counted(super.read(into, offset, length));
    }

    private int counted(int read) throws BodyTooLarge {
      left -= Math.max(0, read);
      if (left < 0) {
        throw new BodyTooLarge();
      }
      return read;
    }
  }
}

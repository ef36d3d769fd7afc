package org.connectedaccounts.adapters.out.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for a name's addresses. */
interface NameService {

  /** All answers; asked once a request. */
  List<InetAddress> resolve(String name) throws UnknownHostException;
}

package org.connectedaccounts.application.connect;

import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;

/** What the steps of connecting need of the machine. */
public record Surroundings(
    Randomness random, StoreClock clock, UnitOfWork unitOfWork, ConnectPolicy policy) {}

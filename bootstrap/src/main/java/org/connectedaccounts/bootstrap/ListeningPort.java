package org.connectedaccounts.bootstrap;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port that the service will listen on, and the setting that chooses it; 0 is any free one. */
record ListeningPort(String setting, String host, int port) {
  private static final int HIGHEST = 65_535;

  static ListeningPort of(String setting, String host, int port) {
    if (port < 0 || port > HIGHEST) {
      throw new IllegalArgumentException("no port: " + port);
    }
    return new ListeningPort(setting, host, port);
  }

  /** Refuses a port that cannot be had, before anything else is started. */
  void refuseWhenBusy() {
    if (port == 0) {
      return;
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (BindException busy) {
      throw new StartRefused(
          "Port "
              + port
              + " cannot be used ("
              + busy.getMessage()
              + "). Choose another one with "
              + setting
              + ", the environment variable "
              + environmentVariable()
              + " or the option "
              + option(setting)
              + ".",
          busy);
    } catch (IOException failed) {
      throw new StartRefused(
          "Port " + port + " could not be tried: " + failed.getMessage(), failed);
    }
  }

  private String environmentVariable() {
    return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
  }

  /** What the setting is called on the command line. */
  static String option(String setting) {
    return "--" + setting.substring(setting.indexOf('.') + 1);
  }
}

package org.connectedaccounts.adapters.out.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.application.port.Logo;
import org.connectedaccounts.application.port.Logos;
import org.connectedaccounts.domain.app.AppDefinition;
import org.jspecify.annotations.Nullable;

/** The pictures that come with the service, and monograms for the rest. */
final class ResourceLogos implements Logos {

  private static final int HASH_LENGTH = 16;

  private final Map<String, Logo> pictures = new ConcurrentHashMap<>();

  @Override
  public Logo svg(AppDefinition app) {
    String name = app.logo();
    Logo picture = name == null ? null : picture(name);
    return picture == null ? monogram(app.name()) : picture;
  }

  @Override
  public Logo monogram(String name) {
    return logo(Monogram.svg(name));
  }

  static boolean has(String name) {
    return load(name) != null;
  }

  /** Misses are not kept: names come from workspaces, and there is no end of them. */
  private @Nullable Logo picture(String name) {
    Logo known = pictures.get(name);
    if (known != null) {
      return known;
    }
    Logo loaded = load(name);
    if (loaded != null) {
      pictures.put(name, loaded);
    }
    return loaded;
  }

  private static @Nullable Logo load(String name) {
    String resource = "logos/" + name + ".svg";
    try (InputStream in = ResourceLogos.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? null : logo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Logo logo(String svg) {
    return new Logo(svg, DefinitionReader.digest(svg).substring(0, HASH_LENGTH));
  }
}

package org.connectedaccounts.adapters.out.oauth;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer that is built path by path: {@code data.0.id}. */
final class ProviderAnswer {

  private static final JsonMapper JSON = new JsonMapper();

  private @Nullable Object root;

  void put(String path, Object value) {
    root = put(root, path.isEmpty() ? List.of() : List.of(path.split("\\.", -1)), value);
  }

  private static Object put(@Nullable Object below, List<String> path, Object value) {
    if (path.isEmpty()) {
      return value;
    }
    String name = path.getFirst();
    List<String> rest = path.subList(1, path.size());
    if (name.matches("[0-9]{1,3}")) {
      List<Object> list = new ArrayList<>(below instanceof List<?> known ? known : List.of());
      int index = Integer.parseInt(name);
      Object before = index < list.size() ? list.get(index) : null;
      while (list.size() <= index) {
        list.add(Map.of());
      }
      list.set(index, put(before, rest, value));
      return list;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    if (below instanceof Map<?, ?> known) {
      known.forEach((key, each) -> map.put(String.valueOf(key), each));
    }
    map.put(name, put(map.get(name), rest, value));
    return map;
  }

  /** As JSON; a bare text as it is. */
  String text() {
    try {
      return root instanceof String bare
          ? bare
          : JSON.writeValueAsString(root == null ? Map.of() : root);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

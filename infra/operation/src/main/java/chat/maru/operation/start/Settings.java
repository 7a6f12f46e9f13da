package chat.maru.operation.start;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/// The settings by their names, however they were given: file, variable, list.
record Settings(Binder binder) {

  static Settings of(Environment environment) {
    return new Settings(Binder.get(environment));
  }

  boolean has(String name) {
    return list(name).stream().anyMatch(value -> !value.isBlank());
  }

  boolean hasAny(String... names) {
    return Stream.of(names).anyMatch(this::has);
  }

  /// Empty if there is none.
  String text(String name) {
    return binder.bind(name, String.class).orElse("");
  }

  /// In lower case.
  List<String> list(String name) {
    return binder.bind(name, Bindable.listOf(String.class)).orElse(List.of()).stream()
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .toList();
  }
}

package chat.maru.tls.backend;

/// Why the way to a server is not as production wants it.
///
/// @param what with setting, value and expectation
record Fault(Backend backend, String what) {

  String sentence() {
    return backend.title() + ": " + what;
  }
}

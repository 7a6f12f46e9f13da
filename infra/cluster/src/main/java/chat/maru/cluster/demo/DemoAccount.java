package chat.maru.cluster.demo;

/// Somebody to sign in as.
public record DemoAccount(String username, String password, String displayName) {}

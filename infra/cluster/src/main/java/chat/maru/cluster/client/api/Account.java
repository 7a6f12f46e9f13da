package chat.maru.cluster.client.api;

/// A user as `register` and `me` tell it.
public record Account(String userId, String username, String displayName) {}

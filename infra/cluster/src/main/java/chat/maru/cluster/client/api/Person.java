package chat.maru.cluster.client.api;

/// A user as others see them.
public record Person(String userId, String displayName) {}

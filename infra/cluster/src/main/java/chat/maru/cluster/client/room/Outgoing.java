package chat.maru.cluster.client.room;

/// A text on its way. The id stays through all repeats; that makes them one message (D2).
public record Outgoing(String id, String text) {}

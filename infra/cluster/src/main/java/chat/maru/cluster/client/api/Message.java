package chat.maru.cluster.client.api;

import java.time.Instant;

/// A stored message, the same live and in history (D3).
public record Message(
    String roomId,
    String messageId,
    long seq,
    String senderId,
    String clientMessageId,
    String text,
    Instant sentAt) {}

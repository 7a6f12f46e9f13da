package chat.maru.cluster.client.api;

/// Opens one WebSocket once, within `expiresIn` seconds, at `url`.
public record SocketTicket(String ticket, long expiresIn, String url) {}

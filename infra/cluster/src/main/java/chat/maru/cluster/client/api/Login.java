package chat.maru.cluster.client.api;

/// What a login or a refresh gives.
///
/// @param expiresIn seconds that the access token lives
/// @param refreshToken good for one refresh, which gives the next one
public record Login(String accessToken, String tokenType, long expiresIn, String refreshToken) {}

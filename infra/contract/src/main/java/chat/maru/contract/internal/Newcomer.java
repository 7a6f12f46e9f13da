package chat.maru.contract.internal;

/// What is told of a user whom a gateway saw first.
///
/// @param displayName what others are shown: 1–40 code points
public record Newcomer(String displayName) {}

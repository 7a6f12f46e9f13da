package chat.maru.cluster.trial.device;

import chat.maru.cluster.client.api.Credentials;

/// A user, shared by all devices of that user.
///
/// @param name for the names of devices, as `p07-borrower`
public record Person(String name, String userId, Credentials credentials) {}

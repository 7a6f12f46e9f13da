package chat.maru.chat.limit;

import jakarta.servlet.Filter;

/// The limits per address, to be put among the security filters: behind those that write headers,
/// which refusals need, too, and before any token is looked at.
public record AddressLimits(Filter filter) {}

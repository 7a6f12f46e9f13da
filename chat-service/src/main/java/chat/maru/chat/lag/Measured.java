package chat.maru.chat.lag;

import java.util.Map;

/// What one measurement found.
///
/// @param lags for each of [Watched#ALL], the records that its group has not committed
/// @param parked records that lie in the parked topic
record Measured(Map<Watched, Long> lags, long parked) {}

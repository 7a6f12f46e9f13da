package chat.maru.chat.lag;

import java.util.Map;

/// What one measurement found.
///
/// @param lags for each of [Watched#ALL], the records that its group has not committed
/// @param parked records of the parked topic that no replay has taken up
record Measured(Map<Watched, Long> lags, long parked) {

  static Measured of(Map<Watched, Long> behind) {
    return new Measured(behind, behind.getOrDefault(Watched.PARKED, 0L));
  }
}

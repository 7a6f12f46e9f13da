package chat.maru.contract.revocation;

import java.util.List;

/// An answer to a node that asked what is new since a position.
///
/// @param position to ask with next time; what is told twice changes nothing
/// @param complete this is all there is: what the node knew before counts no more
public record RevocationNews(long position, boolean complete, List<Revocation> revocations) {

  /// Asks for everything.
  public static final long START = 0;
}

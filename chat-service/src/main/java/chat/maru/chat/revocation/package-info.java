/// Logouts and bans, and how they reach what lives (D13).
///
/// | step | by |
/// |---|---|
/// | a row in table `revocation`, in the transaction that ends the login | [Revocations] |
/// | at once: this node, and through Redis the gateways that hold sessions of the user | [Announcements] |
/// | within 2 s, whatever was lost: every chat-service node from the table, every gateway by asking | [RevocationRounds], [chat.maru.contract.internal.InternalApi#REVOCATIONS] |
@NullMarked
package chat.maru.chat.revocation;

import org.jspecify.annotations.NullMarked;

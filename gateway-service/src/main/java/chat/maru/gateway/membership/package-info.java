/// Who is in a room, whose post it is and what seals there: caches before chat-service's internal
/// API, and the way to it. And who is known there: an outside issuer's users are told of when they
/// first come.
///
/// | answer | kept |
/// |---|---|
/// | members of a room, which never change | as long as used, bounded by number |
/// | whose post it is and whether it is closed | 10 s |
/// | what a sender seals with in a room | as long as used, asked again after 5 min |
/// | not there | 1 s |
/// | that a user is known | 6 h |
/// | no answer | not at all |
@NullMarked
package chat.maru.gateway.membership;

import org.jspecify.annotations.NullMarked;

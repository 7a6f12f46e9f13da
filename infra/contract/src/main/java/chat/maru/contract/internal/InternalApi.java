package chat.maru.contract.internal;

/// Paths of the internal API. Every call carries `Authorization: Bearer <service token>`.
public final class InternalApi {
  /// `GET`, answers [RoomMembers] or 404.
  public static final String ROOM = "/internal/rooms/{roomId}";

  /// `GET`, answers [PostOwner] or 404.
  public static final String POST = "/internal/posts/{postId}";

  /// `PUT`, answers the [WrappedKey][chat.maru.contract.cipher.WrappedKey] that seals what this
  /// user writes in this room from now on, or 404 when the user is erased. The room need not be
  /// stored.
  public static final String SEALING_KEY = "/internal/rooms/{roomId}/senders/{userId}/key";

  /// `GET`, answers [chat.maru.contract.revocation.RevocationNews] since `?after=`.
  public static final String REVOCATIONS = "/internal/revocations";

  /// `PUT` with `{reason?}` bans, `DELETE` pardons; both may be repeated.
  public static final String BAN = "/internal/bans/{userId}";

  /// `POST` of `{userId,loginId}` ends the login of that `sid`.
  public static final String ENDED_LOGINS = "/internal/ended-logins";

  /// `PUT` erases the user: what they wrote opens for nobody any more. May be repeated.
  public static final String ERASURE = "/internal/erasures/{userId}";

  /// `PUT` with `{reason}` keeps the keys of what is erased in this room, `DELETE` lets them go.
  public static final String ERASURE_HOLD = "/internal/erasure-holds/{roomId}";

  /// `PUT` with [Newcomer] makes a user of an outside issuer known; may be repeated.
  public static final String USER = "/internal/users/{userId}";

  /// `POST` makes a new signing key of the embedded issuer; `?withdraw=true` drops the others.
  public static final String SIGNING_KEYS = "/internal/signing-keys";

  private InternalApi() {}
}

package chat.maru.contract.internal;

/// Paths of the internal API. Every call carries `Authorization: Bearer <service token>`.
public final class InternalApi {
  /// `GET`, answers [RoomMembers] or 404.
  public static final String ROOM = "/internal/rooms/{roomId}";

  /// `GET`, answers [PostOwner] or 404.
  public static final String POST = "/internal/posts/{postId}";

  private InternalApi() {}
}

package chat.maru.cluster.growth;

/// How much is in the database.
///
/// @param bytes of the database on disk, indexes included
/// @param generations whose readers are there
record Extent(long messages, long rooms, long users, long bytes, int generations) {}

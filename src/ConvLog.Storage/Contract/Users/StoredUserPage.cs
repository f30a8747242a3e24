using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A part of a list of end users.</summary>
/// <param name="Users">The part that was asked for.</param>
/// <param name="Next">Where to go on; null where nothing follows.</param>
public sealed record StoredUserPage(IReadOnlyList<StoredUser> Users, UserPosition? Next);

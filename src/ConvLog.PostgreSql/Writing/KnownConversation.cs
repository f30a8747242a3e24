using System.Collections.Concurrent;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// A cache of the numbers that the database assigned to a conversation, its openings and its scopes. Only committed numbers, which never change while the
/// conversation exists. Thread-safe.
/// </summary>
/// <param name="number">The number of the conversation.</param>
/// <param name="day">The day of its partition.</param>
internal sealed class KnownConversation(long number, int day)
{
    public long Number => number;

    public int Day => day;

    public ConcurrentDictionary<Guid, int> Writers { get; } = new();

    public ConcurrentDictionary<(string? TurnId, string? FunctionEventId), int> Scopes { get; } = new();

    /// <summary>
    /// The highest number of a scope if this host knows all scopes; 0 if they must be read. If another host has assigned a number since, it was the next one,
    /// so assigning it again fails with a duplicate key.
    /// </summary>
    public int LastScope { get; set; }
}

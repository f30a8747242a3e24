using System.Collections.Concurrent;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// The numbers that the database has given to a conversation, its openings and the places where it logged: committed ones, which never change while it is
/// there. Any thread.
/// </summary>
/// <param name="number">The conversation's.</param>
/// <param name="day">The day of its partition.</param>
internal sealed class KnownConversation(long number, int day)
{
    public long Number => number;

    public int Day => day;

    public ConcurrentDictionary<Guid, int> Writers { get; } = new();

    public ConcurrentDictionary<(string? TurnId, string? FunctionEventId), int> Scopes { get; } = new();

    /// <summary>
    /// The highest number of a place if this host knew all places; 0 if they must be read. If another host has assigned a number since, it was the next one, so
    /// that assigning it again is a duplicate key.
    /// </summary>
    public int LastScope { get; set; }
}

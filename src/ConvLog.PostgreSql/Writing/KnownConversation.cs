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
    /// The highest number of a place, where this host knew all of them: where another one gave a number since, it gave the next one, so that whoever gives
    /// that again notices. 0 where they are to be read.
    /// </summary>
    public int LastScope { get; set; }
}

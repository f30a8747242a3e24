using ConvLog.Entries;

namespace ConvLog.Storage;

/// <summary>Which part of the access log to read, newest first. A filter that is null matches every access.</summary>
public sealed record AccessQuery
{
    /// <summary>Only reads of this conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Only reads by readers of this name.</summary>
    public string? Reader { get; init; }

    /// <summary>Only reads by this reader: <see cref="AccessRecord.Subject"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>At or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The maximum number of accesses to return, 1 to 10,000; default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(AccessQuery), value, 1, 10_000); } = 100;

    /// <summary>The position after which the page starts: <see cref="AccessPage.Next"/>.</summary>
    public long? Before { get; init; }
}

using ConvLog.Records;

namespace ConvLog.Privacy;

/// <summary>Who reads: a person or an API key, and what they may see.</summary>
/// <param name="Name">Who it is, for the access log and the page's corner.</param>
/// <param name="CanReadPii">Whether they may see personal data.</param>
public sealed record Reader(string Name, bool CanReadPii)
{
    /// <summary>Whose conversations they may read; default all. To them, others are not there.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>Why they read personal data, for the access log; null where not told.</summary>
    public string? Reason { get; init; }

    /// <summary>A reader nobody knows, who sees no personal data.</summary>
    public static Reader Anonymous { get; } = new("anonymous", CanReadPii: false);
}

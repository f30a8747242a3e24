using ConvLog.Records;

namespace ConvLog.PostgreSql.Text;

/// <summary>Where documents are looked for.</summary>
internal readonly record struct DocumentWindow
{
    /// <summary>At or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether turns are left out.</summary>
    public bool EntriesOnly { get; init; }

    /// <summary>Whose; null for all. Documents of others are not named, and count for no bound.</summary>
    public ConversationScope? Scope { get; init; }

    /// <summary>Only of conversations that began before this time.</summary>
    public DateTimeOffset? StartedBefore { get; init; }

    /// <summary>One conversation.</summary>
    public (long Number, int Day)? Conversation { get; init; }
}

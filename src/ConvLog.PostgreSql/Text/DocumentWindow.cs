using ConvLog.Records;

namespace ConvLog.PostgreSql.Text;

/// <summary>The documents to search.</summary>
internal readonly record struct DocumentWindow
{
    /// <summary>Only documents at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only documents before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether turns are excluded.</summary>
    public bool EntriesOnly { get; init; }

    /// <summary>The scope; null for all. Documents outside it are neither returned nor counted.</summary>
    public ConversationScope? Scope { get; init; }

    /// <summary>Only conversations that began before this time.</summary>
    public DateTimeOffset? StartedBefore { get; init; }

    /// <summary>Only conversations with this number or a later one.</summary>
    public long? FirstConversation { get; init; }

    /// <summary>Only this conversation; null for all.</summary>
    public (long Number, int Day)? Conversation { get; init; }
}

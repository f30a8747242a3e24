namespace ConvLog.Storage.Statistics.Calls;

/// <summary>What a store reads of one conversation to count its calls. Nothing in it is personal.</summary>
internal sealed class ExaminedConversation
{
    /// <summary>The conversation.</summary>
    public required string Id { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Its agent; null where not known.</summary>
    public string? AgentId { get; init; }

    /// <summary>Its variant; null without one.</summary>
    public string? VariantId { get; init; }

    /// <summary>Whether it has ended, as the reader sees it.</summary>
    public bool HasEnded { get; init; }

    /// <summary>How many entries it has that everyone may see.</summary>
    public long Entries { get; init; }

    /// <summary>Its calls that are counted.</summary>
    public List<ExaminedCall> Calls { get; } = [];

    /// <summary>Entries of its function calls that everyone may see, of any call; in any order.</summary>
    public List<ExaminedEntry> LogEntries { get; } = [];

    /// <summary>API responses of its function calls that everyone may see, of any call, in order.</summary>
    public List<ExaminedResponse> Responses { get; } = [];
}

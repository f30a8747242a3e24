namespace ConvLog.Storage.Statistics.Calls;

/// <summary>The data of one conversation that is needed to count its calls, without personal data.</summary>
internal sealed class ExaminedConversation
{
    /// <summary>The conversation.</summary>
    public required string Id { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Its agent; null if unknown.</summary>
    public string? AgentId { get; init; }

    /// <summary>Its variant; null without one.</summary>
    public string? VariantId { get; init; }

    /// <summary>Its channel; null without one.</summary>
    public string? Channel { get; init; }

    /// <summary>Whether it has ended, as the reader sees it.</summary>
    public bool HasEnded { get; init; }

    /// <summary>The number of its entries that are visible to everyone.</summary>
    public long Entries { get; init; }

    /// <summary>Its calls that are counted.</summary>
    public List<ExaminedCall> Calls { get; } = [];

    /// <summary>Entries of its function calls that are visible to everyone, for any call, in any order.</summary>
    public List<ExaminedEntry> LogEntries { get; } = [];

    /// <summary>API responses of its function calls that are visible to everyone, for any call, in order.</summary>
    public List<ExaminedResponse> Responses { get; } = [];
}

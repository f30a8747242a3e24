namespace ConvLog.Storage;

/// <summary>Statistics of models in a calendar month, or in the part of it that a period has.</summary>
public sealed record ModelMonth
{
    /// <summary>The maximum number of months of a request: each is counted separately.</summary>
    public const int MaxCount = 25;

    /// <summary>The first day of the month, in the time zone of the query.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>The start of the counted part, inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the counted part, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Each model, as in <see cref="ConversationStatistics.Models"/>.</summary>
    public required IReadOnlyList<ModelStatistics> Models { get; init; }

    /// <summary>Whether the statistics include everything written before the request, see <see cref="StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}

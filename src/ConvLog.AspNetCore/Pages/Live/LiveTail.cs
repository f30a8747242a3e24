using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Live;

/// <summary>The contents of the live page.</summary>
/// <param name="Filters">The active filters, as in the URL.</param>
/// <param name="Running">The conversations in progress, by last activity in descending order.</param>
/// <param name="Agents">The agents to choose from.</param>
internal sealed record LiveTail(IReadOnlyDictionary<string, string> Filters, IReadOnlyList<ConversationSummaryView> Running, IReadOnlyList<string> Agents)
{
    /// <summary>The maximum number of running conversations shown.</summary>
    public const int MostRunning = 12;

    public string? this[string filter] => Filters.GetValueOrDefault(filter);
}

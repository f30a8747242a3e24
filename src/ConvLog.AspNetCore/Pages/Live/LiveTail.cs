using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Live;

/// <summary>The content of the live page.</summary>
/// <param name="Filters">The filters that are set, as in the address.</param>
/// <param name="Running">The conversations in progress, by last activity, descending.</param>
/// <param name="Agents">The available agents.</param>
internal sealed record LiveTail(IReadOnlyDictionary<string, string> Filters, IReadOnlyList<ConversationSummaryView> Running, IReadOnlyList<string> Agents)
{
    /// <summary>The maximum number of running conversations on the page.</summary>
    public const int MostRunning = 12;

    public string? this[string filter] => Filters.GetValueOrDefault(filter);
}

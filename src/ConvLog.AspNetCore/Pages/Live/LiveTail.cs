using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Live;

/// <summary>What comes in, and what of it is wanted.</summary>
/// <param name="Filters">The filters that are set, as they stand in the address.</param>
/// <param name="Running">The conversations in progress, the latest active first.</param>
/// <param name="Agents">The agents to choose from.</param>
internal sealed record LiveTail(IReadOnlyDictionary<string, string> Filters, IReadOnlyList<ConversationSummaryView> Running, IReadOnlyList<string> Agents)
{
    /// <summary>So many running conversations are shown.</summary>
    public const int MostRunning = 12;

    public string? this[string filter] => Filters.GetValueOrDefault(filter);
}

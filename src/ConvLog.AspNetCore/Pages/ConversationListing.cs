using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages;

/// <summary>A part of the list of conversations.</summary>
/// <param name="Page">The part and the total.</param>
/// <param name="Offset">After so many.</param>
/// <param name="Agent">The agent whose conversations are listed; null for all.</param>
/// <param name="Agents">The agents to choose from.</param>
internal sealed record ConversationListing(ConversationPage Page, int Offset, string? Agent, IReadOnlyList<string> Agents)
{
    public const int PageSize = 50;

    public int First => Page.Conversations.Count == 0 ? 0 : Offset + 1;

    public int Last => Offset + Page.Conversations.Count;

    public int Total => Page.Total!.Value; // The list is asked for with its total.

    public int? Newer => Offset > 0 ? Math.Max(0, Math.Min(Offset, Total) - PageSize) : null;

    public int? Older => Last < Total && Page.Conversations.Count > 0 ? Last : null;
}

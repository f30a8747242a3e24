using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>One end user's conversations, or a part of them.</summary>
/// <param name="Pseudonym">The user.</param>
/// <param name="Page">The part, with the total.</param>
/// <param name="IsOldestFirst">In which order.</param>
/// <param name="First">The first of all; null where the part is all there is.</param>
/// <param name="Latest">The latest of all; null where the part is all there is.</param>
/// <param name="Next">The address of what follows; null where nothing does.</param>
/// <param name="IsBeginning">Whether the order begins here.</param>
internal sealed record Journey(
    string Pseudonym,
    ConversationPage Page,
    bool IsOldestFirst,
    ConversationSummaryView? First,
    ConversationSummaryView? Latest,
    string? Next,
    bool IsBeginning)
{
    public const int PageSize = 100;

    // Shorter pauses are part of a day.
    private static readonly TimeSpan s_gap = TimeSpan.FromDays(1);

    public IReadOnlyList<ConversationSummaryView> Visits => Page.Conversations;

    public int Total => Page.Total!.Value; // The list is asked for with its total.

    /// <summary>Whether all of the user's conversations are on the page: then sums of the page are the user's.</summary>
    public bool IsWhole => IsBeginning && Next is null;

    public DateTimeOffset? FirstStartedAt => First?.StartedAt ?? (Visits.Count == 0 ? null : Visits.Min(static visit => visit.StartedAt));

    public DateTimeOffset? LatestStartedAt => Latest?.StartedAt ?? (Visits.Count == 0 ? null : Visits.Max(static visit => visit.StartedAt));

    /// <summary>The user as the visitor may see it; null where the page is empty.</summary>
    public VisibleText? User => Visits.SelectMany(static visit => visit.Users)
        .FirstOrDefault(user => string.Equals(user.Pseudonym, Pseudonym, StringComparison.Ordinal))?.User;

    /// <summary>How many days passed between a conversation and the one that stands before it on the page; null where it was less than one.</summary>
    public int? GapBefore(int index)
    {
        if (index == 0)
        {
            return null;
        }

        var (earlier, later) = IsOldestFirst ? (Visits[index - 1], Visits[index]) : (Visits[index], Visits[index - 1]);
        var gap = later.StartedAt - (earlier.StartedAt + earlier.Duration);
        return gap >= s_gap ? (int)gap.TotalDays : null;
    }
}

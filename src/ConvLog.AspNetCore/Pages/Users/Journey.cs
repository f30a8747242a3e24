using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>One end user's conversations, or a part of them.</summary>
/// <param name="Pseudonym">The user.</param>
/// <param name="Page">The part, with the total.</param>
/// <param name="IsOldestFirst">Whether the oldest conversation is first.</param>
/// <param name="First">The first of all conversations; null if the part contains all.</param>
/// <param name="Latest">The latest of all conversations; null if the part contains all.</param>
/// <param name="Next">The address of the next part; null if there is none.</param>
/// <param name="IsBeginning">Whether this is the first part.</param>
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

    // Shorter pauses count as part of a day.
    private static readonly TimeSpan s_gap = TimeSpan.FromDays(1);

    public IReadOnlyList<ConversationSummaryView> Visits => Page.Conversations;

    public int Total => Page.Total!.Value; // The list was requested with its total.

    /// <summary>Whether all of the user's conversations are on the page, so that its sums are those of the user.</summary>
    public bool IsWhole => IsBeginning && Next is null;

    public DateTimeOffset? FirstStartedAt => First?.StartedAt ?? (Visits.Count == 0 ? null : Visits.Min(static visit => visit.StartedAt));

    public DateTimeOffset? LatestStartedAt => Latest?.StartedAt ?? (Visits.Count == 0 ? null : Visits.Max(static visit => visit.StartedAt));

    /// <summary>The user as visible to the visitor; null if the page is empty.</summary>
    public VisibleText? User => Visits.SelectMany(static visit => visit.Users)
        .FirstOrDefault(user => string.Equals(user.Pseudonym, Pseudonym, StringComparison.Ordinal))?.User;

    /// <summary>The number of days between a conversation and the one before it on the page; null if it is less than one.</summary>
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

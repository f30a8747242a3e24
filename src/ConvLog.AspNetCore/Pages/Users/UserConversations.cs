using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>A page of one end user's conversations.</summary>
/// <param name="Pseudonym">The user.</param>
/// <param name="Page">The conversations, with the total.</param>
/// <param name="IsOldestFirst">The order.</param>
/// <param name="First">The first conversation of the user; null if all are on the page.</param>
/// <param name="Latest">The latest conversation of the user; null if all are on the page.</param>
/// <param name="Next">The address of the next page; null for none.</param>
/// <param name="IsBeginning">Whether it is the first page.</param>
internal sealed record UserConversations(
    string Pseudonym,
    ConversationPage Page,
    bool IsOldestFirst,
    ConversationSummaryView? First,
    ConversationSummaryView? Latest,
    string? Next,
    bool IsBeginning)
{
    public const int PageSize = 100;

    // Shorter gaps are not shown.
    private static readonly TimeSpan s_gap = TimeSpan.FromDays(1);

    public IReadOnlyList<ConversationSummaryView> Visits => Page.Conversations;

    public int Total => Page.Total!.Value; // The query requests the total.

    /// <summary>Whether all of the user's conversations are on the page, so that its sums are those of the user.</summary>
    public bool IsComplete => IsBeginning && Next is null;

    public DateTimeOffset? FirstStartedAt => First?.StartedAt ?? (Visits.Count == 0 ? null : Visits.Min(static visit => visit.StartedAt));

    public DateTimeOffset? LatestStartedAt => Latest?.StartedAt ?? (Visits.Count == 0 ? null : Visits.Max(static visit => visit.StartedAt));

    /// <summary>The user as shown to the visitor; null on an empty page.</summary>
    public VisibleText? User => Visits.SelectMany(static visit => visit.Users)
        .FirstOrDefault(user => string.Equals(user.Pseudonym, Pseudonym, StringComparison.Ordinal))?.User;

    /// <summary>The number of days between a conversation and the previous one on the page; null for less than one.</summary>
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

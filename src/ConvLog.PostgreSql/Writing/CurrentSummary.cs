using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The list row of a conversation as if all pending changes were counted.</summary>
/// <param name="Counts">The counts.</param>
/// <param name="Title">The title as the reader sees it; null if it is the stored one.</param>
internal sealed record CurrentSummary(SummaryColumns Counts, (string? Shown, string? Full, bool IsInPii)? Title)
{
    /// <summary>Returns the stored summary with these counts and this title.</summary>
    public StoredSummary ShowIn(StoredSummary read)
    {
        var counted = Counts.ShowIn(read);
        return Title is var (shown, full, isInPii) ? counted with { Title = SummaryRow.Title(shown, full, isInPii) } : counted;
    }
}

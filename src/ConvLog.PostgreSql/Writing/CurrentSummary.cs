using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Writing;

/// <summary>What a list would show of a conversation if everything were counted.</summary>
/// <param name="Counts">The counts.</param>
/// <param name="Title">The title, as the reader sees it; null if it is the one in the row.</param>
internal sealed record CurrentSummary(SummaryColumns Counts, (string? Shown, string? Full, bool IsInPii)? Title)
{
    /// <summary>What was read of the row, with what is not yet counted in it.</summary>
    public StoredSummary ShowIn(StoredSummary read)
    {
        var counted = Counts.ShowIn(read);
        return Title is var (shown, full, isInPii) ? counted with { Title = SummaryRow.Title(shown, full, isInPii) } : counted;
    }
}

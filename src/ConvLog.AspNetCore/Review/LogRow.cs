using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>A row of a log: an entry or an API response.</summary>
internal readonly record struct LogRow(int Order, EntryView? Entry, ApiResponseView? Response)
{
    public Guid Id => Entry?.Id ?? Response!.Id;

    public DateTimeOffset Timestamp => Entry?.Timestamp ?? Response!.Timestamp;

    /// <summary>Whether its content is hidden.</summary>
    public bool IsWithheld => Entry?.IsWithheld ?? Response!.IsWithheld;

    /// <summary>Entries and API responses of one scope, in the order in which they were logged.</summary>
    public static IReadOnlyList<LogRow> Of(IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses)
    {
        List<LogRow> rows =
        [
            .. entries.Select(static entry => new LogRow(entry.Order, entry, Response: null)),
            .. responses.Select(static response => new LogRow(response.Order, Entry: null, response)),
        ];
        return [.. rows.OrderBy(static row => row.Order)];
    }
}

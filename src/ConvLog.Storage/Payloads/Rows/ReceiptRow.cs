namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Reads receipts of erasures from database rows.</summary>
internal static class ReceiptRow
{
    /// <summary>Reads a receipt without its counts.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The first of its columns: id, conversation_id, pseudonym, requested_by, requested, reason, unreadable, cleaned.</param>
    public static ErasureReceipt Read<TRow>(TRow row, int first)
        where TRow : IRow => new()
        {
            Id = row.Guid(first),
            Subject = row.IsNull(first + 1) ? ErasureSubject.User : ErasureSubject.Conversation,
            ConversationId = row.OptionalText(first + 1),
            UserPseudonym = row.OptionalText(first + 2),
            RequestedBy = row.Text(first + 3),
            RequestedAt = row.Time(first + 4),
            Reason = row.OptionalText(first + 5),
            UnreadableAt = row.IsNull(first + 6) ? default : row.Time(first + 6),
            CleanedAt = row.IsNull(first + 7) ? null : row.Time(first + 7),
        };

    /// <summary>Adds the counts of erased records.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="row">The row.</param>
    /// <param name="first">The first of its columns: the number of conversations, openings, turns, calls, entries, facts, team, dead_letters.</param>
    public static ErasureReceipt WithCounts<TRow>(this ErasureReceipt receipt, TRow row, int first)
        where TRow : IRow => receipt with
        {
            Conversations = row.Int32(first),
            Records = new ErasedRecords
            {
                Openings = row.Int64(first + 1),
                Turns = row.Int64(first + 2),
                FunctionEvents = row.Int64(first + 3),
                Entries = row.Int64(first + 4),
                Facts = row.Int64(first + 5),
                TeamRecords = row.Int64(first + 6),
                DeadLetters = row.Int64(first + 7),
            },
        };
}

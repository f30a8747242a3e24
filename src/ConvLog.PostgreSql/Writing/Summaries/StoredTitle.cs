namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>The texts of a title's turn that the transaction does not write.</summary>
/// <param name="Input">The user input, redacted.</param>
/// <param name="Response">The agent response, redacted.</param>
/// <param name="SealedPart">Its stored personal part, encrypted; null if there is none.</param>
/// <param name="SealedChecksum">The checksum of <paramref name="SealedPart"/>.</param>
internal sealed record StoredTitle(string Input, string Response, byte[]? SealedPart, long SealedChecksum)
{
    private const string Find = """
        SELECT turn.conversation, turn.no, turn.user_input, turn.agent_response, pii.payload, pii.checksum
        FROM unnest($1, $2, $3) AS given (conversation, day, no)
        JOIN #.turn# AS turn ON turn.conversation = given.conversation AND turn.day = given.day AND turn.no = given.no AND turn.day = ANY($4) AND turn.conversation = ANY($1)
        LEFT JOIN #.pii# AS pii ON pii.conversation = turn.conversation AND pii.day = turn.day AND pii.kind = 4 AND pii.ref = turn.no AND pii.day = ANY($4) AND pii.conversation = ANY($1)
        """;

    /// <summary>Adds the query for the texts of conversations, if any are needed.</summary>
    public static void AddTo(StateQueries reads, List<ConversationChange> changes)
    {
        var asked = changes.FindAll(static change => TitleReading.TurnOf(change) is { Written: null });
        if (asked.Count > 0)
        {
            long[] turns = [.. asked.Select(static change => (long)TitleReading.TurnOf(change)!.Number)];
            reads.Add(
                Find,
                [BatchConversations.NumbersOf(asked), asked.ConvertAll(static change => change.Day).ToArray(), turns, BatchConversations.DaysOf(asked)],
                static (change, row) => change.StoredTitle = new StoredTitle(
                    row.Text(2), row.Text(3), row.IsNull(4) ? null : row.Bytes(4), row.OptionalInt64(5) ?? 0));
        }
    }
}

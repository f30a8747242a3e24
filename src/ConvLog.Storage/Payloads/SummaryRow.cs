using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// Reads the summary of a conversation from its row. The columns, in both database stores: no, id, known, payload and checksum of its personal part, pseudonym,
/// title, created, closed, turns, outcomes, tokens, slowest; entries, warnings, errors and last activity, visible ones and then all; thumbs up and down of
/// users, of the team; comments of users, of the team; annotations, read_by, read_at, title_in_pii, known_checksum, agent, environment, channel, key,
/// pii_purged, erasure_pending, account; failed_turns, interrupted_turns, failed_responses and losses, visible ones and then all; model_calls,
/// ended_model_calls, failed_model_calls, refused_turns, unobserved_calls; one column for the store itself; read_by_id.
/// </summary>
internal static class SummaryRow
{
    /// <summary>Reads the summary in the current row of a query, which must be of a conversation with an opening.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The index of the first of these columns.</param>
    /// <param name="parts">The personal parts of the conversation. A part that is damaged, or whose key is not available, is left out.</param>
    /// <param name="reference">The number that the conversation's own personal part is bound to.</param>
    /// <param name="damage">Counts damage.</param>
    public static StoredSummary Read<TRow>(TRow row, int first, PersonalParts parts, long reference, IDamageCount damage)
        where TRow : IRow
    {
        string id = row.Text(first + 1);
        var (known, title) = Known(row, first, id, parts.Open(row, first + 3, PiiKind.Conversation, reference), damage);
        string? shown = row.OptionalText(first + 6);
        return new StoredSummary
        {
            Conversation = known,
            UserPseudonym = row.OptionalText(first + 5),
            Title = Title(shown, title, isInPii: row.Int64(first + 30) != 0),
            StartedAt = row.Time(first + 7),
            ClosedAt = row.IsNull(first + 8) ? null : row.Time(first + 8),
            TurnCount = row.Int32(first + 9),
            ModelCallCount = row.Int32(first + 45),
            RunningModelCallCount = Math.Max(0, row.Int32(first + 45) - row.Int32(first + 46)),
            FailedModelCallCount = row.Int32(first + 47),
            FailedTurnCount = row.Int32(first + 39),
            InterruptedTurnCount = row.Int32(first + 40),
            RefusedTurnCount = row.Int32(first + 48),
            UnobservedCallCount = row.Int32(first + 49),
            FunctionOutcomes = Outcomes(row.Bytes(first + 10)),
            TotalTokens = row.Int64(first + 11),
            SlowestLatency = row.OptionalInt64(first + 12) is { } slowest ? new TimeSpan(slowest) : null,
            Visible = Counts(row, first + 13, first + 41),
            All = Counts(row, first + 17, first + 43),
            Ratings = Ratings(row.Int32(first + 21), row.Int32(first + 22), row.Int32(first + 23), row.Int32(first + 24)),
            Commented = Commented(row.Int64(first + 25), row.Int64(first + 26)),
            IsAnnotated = row.Int64(first + 27) > 0,
            ReadMark = row.OptionalText(first + 28) is { } reader
                ? new ReadMarkRecord
                {
                    ConversationId = id, ReadBy = reader, ReadById = row.OptionalText(first + 51), ReadAt = row.Time(first + 29),
                }
                : null,
            PiiPurgedAt = row.IsNull(first + 36) ? null : row.Time(first + 36),
            IsErasurePending = row.Int64(first + 37) != 0,
        };
    }

    // If the record of a conversation is damaged, use the properties that have their own columns.
    private static (ConversationRecord Known, string? Title) Known<TRow>(TRow row, int first, string id, ReadOnlySpan<byte> personal, IDamageCount damage)
        where TRow : IRow
    {
        var visible = row.Bytes(first + 2);
        if (ConversationPayload.ChecksumOf(row.Int64(first), visible) == row.Int64(first + 31))
        {
            return (ConversationPayload.Read(id, visible, personal, row.OptionalText(first + 5), out string? title), title);
        }

        damage.ChecksumFailed();
        var known = new ConversationRecord
        {
            ConversationId = id,
            WriterId = Guid.Empty,
            AgentId = row.OptionalText(first + 32) ?? "",
            Environment = (ConversationEnvironment)row.Int64(first + 33),
            Channel = row.OptionalText(first + 34),
            AccountId = row.OptionalText(first + 38),
            OpenedAt = row.Time(first + 7),
        };
        return (known, null);
    }

    /// <summary>A title. If its full form was deleted, its masked form replaces it, still marked as masked.</summary>
    public static MaskedText Title(string? shown, string? full, bool isInPii) => isInPii ? new MaskedText(full ?? shown ?? MaskedText.Redacted, shown) : shown;

    private static ActivityCounts Counts<TRow>(TRow row, int first, int problems)
        where TRow : IRow
        => new()
        {
            Entries = row.Int32(first),
            Warnings = row.Int32(first + 1),
            Errors = row.Int32(first + 2),
            LastActivityAt = row.Time(first + 3),
            FailedApiResponses = row.Int32(problems),
            Losses = row.Int32(problems + 1),
        };

    private static FunctionOutcome?[] Outcomes(ReadOnlySpan<byte> letters)
    {
        var outcomes = new FunctionOutcome?[letters.Length];
        for (int i = 0; i < letters.Length; i++)
        {
            outcomes[i] = OutcomeLetters.Read((char)letters[i]);
        }

        return outcomes;
    }

    /// <summary>The numbers of ratings by source and rating, without zeros.</summary>
    /// <param name="counts">Thumbs up and down of users, then of the team.</param>
    public static Dictionary<(FeedbackSource Source, FeedbackRating Rating), int> Ratings(params ReadOnlySpan<long> counts)
    {
        var ratings = new Dictionary<(FeedbackSource Source, FeedbackRating Rating), int>();
        for (int i = 0; i < counts.Length; i++)
        {
            if ((int)counts[i] is > 0 and var count)
            {
                ratings[(i < 2 ? FeedbackSource.User : FeedbackSource.Team, i % 2 == 0 ? FeedbackRating.Like : FeedbackRating.Dislike)] = count;
            }
        }

        return ratings;
    }

    /// <summary>The sources of comments.</summary>
    /// <param name="users">The number of comments of users.</param>
    /// <param name="team">The number of comments of the team.</param>
    public static HashSet<FeedbackSource> Commented(long users, long team)
    {
        var sources = new HashSet<FeedbackSource>();
        if (users > 0)
        {
            sources.Add(FeedbackSource.User);
        }

        if (team > 0)
        {
            sources.Add(FeedbackSource.Team);
        }

        return sources;
    }
}

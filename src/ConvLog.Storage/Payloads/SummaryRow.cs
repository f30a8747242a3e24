using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// Reads what a list shows of a conversation out of its row. The columns, in both stores on disk: no, id, known, payload and checksum of its personal part,
/// pseudonym, title, created, closed, turns, outcomes, tokens, slowest; entries, warnings, errors, last for everyone, the same for all; likes and dislikes of
/// users, of the team; comments of users, of the team; annotations, read_by, read_at, title_in_pii, known_checksum, agent, environment, channel, key,
/// pii_purged, erasure_pending, account; failed_turns, interrupted_turns, failed_responses and losses for everyone, the same for all; model_calls,
/// ended_model_calls, failed_model_calls, refused_turns, unobserved_calls; one that the store reads; read_by_id.
/// </summary>
internal static class SummaryRow
{
    /// <summary>The summary in the row a query stands on, which must be of a conversation with an opening.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The column with which these columns begin.</param>
    /// <param name="parts">The personal parts of the conversation. One that is not what was written, or cannot be had, is left out.</param>
    /// <param name="reference">The number that the personal part of the conversation itself is bound to.</param>
    /// <param name="damage">Where damage is counted.</param>
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

    // Of a conversation whose record is damaged, what has columns of its own is left.
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

    /// <summary>A title. Where its full form is gone, the shown form stands for it, still marked as masked.</summary>
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

    /// <summary>Ratings by source and rating, without those that there are none of.</summary>
    /// <param name="counts">Likes and dislikes of users, then of the team.</param>
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
    /// <param name="users">How many comments there are of users.</param>
    /// <param name="team">How many there are of the team.</param>
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

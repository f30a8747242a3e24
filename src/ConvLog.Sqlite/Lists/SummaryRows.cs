using ConvLog.Payloads;
using ConvLog.Records;

namespace ConvLog.Sqlite;

/// <summary>Reads what a list shows of a conversation out of its row.</summary>
internal static class SummaryRows
{
    /// <summary>The columns that <see cref="Read"/> takes, of <see cref="Joins"/>.</summary>
    public const string Columns = """
        c.no, c.id, c.known, pii.payload, pii.checksum, user.pseudonym, c.title, c.created, c.closed, c.turns, c.outcomes, c.tokens, c.slowest,
        c.v_entries, c.v_warnings, c.v_errors, c.v_last, c.a_entries, c.a_warnings, c.a_errors, c.a_last,
        c.user_likes, c.user_dislikes, c.team_likes, c.team_dislikes, c.user_comments, c.team_comments, c.annotations, c.read_by, c.read_at, c.title_in_pii, c.known_checksum, c.agent, c.environment, c.channel,
        c.key, c.pii_purged, c.erasure_pending
        """;

    /// <summary>What comes after <c>conversation AS c</c>.</summary>
    public const string Joins = "LEFT JOIN user ON user.no = c.user LEFT JOIN pii ON pii.kind = 0 AND pii.ref = c.no";

    /// <summary>The summary in the row a statement stands on, which must be of a conversation with an opening.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The column with which <see cref="Columns"/> begins.</param>
    /// <param name="personal">Where its personal part comes from. One that is not what was written, or cannot be had, is left out.</param>
    public static StoredSummary Read(Statement row, int first, PersonalReading personal)
    {
        string id = row.Text(first + 1);
        var parts = personal.Of(row.OptionalInt64(first + 35), isPurged: !row.IsNull(first + 36));
        var (known, title) = Known(row, first, id, parts.Open(row, first + 3, PiiKind.Conversation, row.Int64(first)), personal.Troubles);
        string? shown = row.OptionalText(first + 6);
        return new StoredSummary
        {
            Conversation = known,
            UserPseudonym = row.OptionalText(first + 5),
            Title = Title(shown, title, isInPii: row.Int64(first + 30) != 0),
            StartedAt = Time(row.Int64(first + 7)),
            ClosedAt = row.OptionalInt64(first + 8) is { } closed ? Time(closed) : null,
            TurnCount = row.Int32(first + 9),
            FunctionOutcomes = Outcomes(row.Bytes(first + 10)),
            TotalTokens = row.Int64(first + 11),
            SlowestLatency = row.OptionalInt64(first + 12) is { } slowest ? new TimeSpan(slowest) : null,
            Visible = Counts(row, first + 13),
            All = Counts(row, first + 17),
            Ratings = Ratings(row, first + 21),
            Commented = Commented(row, first + 25),
            IsAnnotated = row.Int64(first + 27) > 0,
            ReadMark = row.OptionalText(first + 28) is { } reader
                ? new ReadMarkRecord { ConversationId = id, ReadBy = reader, ReadAt = Time(row.Int64(first + 29)) }
                : null,
            PiiPurgedAt = row.OptionalInt64(first + 36) is { } purged ? Time(purged) : null,
            IsErasurePending = row.Int64(first + 37) != 0,
        };
    }

    // Of a conversation whose record is damaged, what has columns of its own is left.
    private static (ConversationRecord Known, string? Title) Known(Statement row, int first, string id, ReadOnlySpan<byte> personal, DatabaseTroubles troubles)
    {
        var visible = row.Bytes(first + 2);
        if (ConversationPayload.ChecksumOf(row.Int64(first), visible) == row.Int64(first + 31))
        {
            return (ConversationPayload.Read(id, visible, personal, row.OptionalText(first + 5), out string? title), title);
        }

        troubles.ChecksumFailed();
        var known = new ConversationRecord
        {
            ConversationId = id,
            WriterId = Guid.Empty,
            AgentId = row.OptionalText(first + 32) ?? "",
            Environment = (ConversationEnvironment)row.Int64(first + 33),
            Channel = row.OptionalText(first + 34),
            OpenedAt = Time(row.Int64(first + 7)),
        };
        return (known, null);
    }

    // Where the full title is gone, its shown form stands for it, still marked as masked.
    private static MaskedText Title(string? shown, string? full, bool isInPii) => isInPii ? new MaskedText(full ?? shown ?? MaskedText.Redacted, shown) : shown;

    private static DateTimeOffset Time(long ticks) => Statement.TimeOf(ticks);

    private static ActivityCounts Counts(Statement row, int first) => new(row.Int32(first), row.Int32(first + 1), row.Int32(first + 2), Time(row.Int64(first + 3)));

    private static FunctionOutcome?[] Outcomes(ReadOnlySpan<byte> letters)
    {
        var outcomes = new FunctionOutcome?[letters.Length];
        for (int i = 0; i < letters.Length; i++)
        {
            outcomes[i] = OutcomeLetters.Read((char)letters[i]);
        }

        return outcomes;
    }

    private static Dictionary<(FeedbackSource Source, FeedbackRating Rating), int> Ratings(Statement row, int first)
    {
        var ratings = new Dictionary<(FeedbackSource Source, FeedbackRating Rating), int>();
        Add(FeedbackSource.User, FeedbackRating.Like, first);
        Add(FeedbackSource.User, FeedbackRating.Dislike, first + 1);
        Add(FeedbackSource.Team, FeedbackRating.Like, first + 2);
        Add(FeedbackSource.Team, FeedbackRating.Dislike, first + 3);
        return ratings;

        void Add(FeedbackSource source, FeedbackRating rating, int column)
        {
            if (row.Int32(column) is > 0 and var count)
            {
                ratings[(source, rating)] = count;
            }
        }
    }

    private static HashSet<FeedbackSource> Commented(Statement row, int first)
    {
        var sources = new HashSet<FeedbackSource>();
        if (row.Int64(first) > 0)
        {
            sources.Add(FeedbackSource.User);
        }

        if (row.Int64(first + 1) > 0)
        {
            sources.Add(FeedbackSource.Team);
        }

        return sources;
    }
}

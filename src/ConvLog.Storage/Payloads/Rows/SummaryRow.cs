using System.Text;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Reads the summary of a conversation from the columns of its row, which are listed here.</summary>
internal static class SummaryRow
{
    private static readonly List<string> s_names = [];

    /// <summary>The indexes of columns that stores use themselves.</summary>
    public static readonly int Number = Add("{number}"), Payload = Add("{payload}"), Checksum = Add("{checksum}"), Key = Add("c.key"),
        Purged = Add("c.pii_purged"), Users = Add("{users}");

    private static readonly int s_pseudonym = Add("{user}.pseudonym"), s_id = Add("c.id"), s_known = Add("c.known"),
        s_knownChecksum = Add("c.known_checksum"), s_title = Add("c.title"), s_titleInPii = Add("c.title_in_pii"), s_agent = Add("c.agent"),
        s_environment = Add("c.environment"), s_channel = Add("c.channel"), s_account = Add("c.account"), s_created = Add("c.created"),
        s_closed = Add("c.closed"), s_turns = Add("c.turns"), s_failedTurns = Add("c.failed_turns"), s_interruptedTurns = Add("c.interrupted_turns"),
        s_refusedTurns = Add("c.refused_turns"), s_outcomes = Add("c.outcomes"), s_unobservedCalls = Add("c.unobserved_calls"), s_tokens = Add("c.tokens"),
        s_cost = Add("c.cost"), s_slowest = Add("c.slowest"), s_modelCalls = Add("c.model_calls"), s_endedModelCalls = Add("c.ended_model_calls"),
        s_failedModelCalls = Add("c.failed_model_calls"), s_userLikes = Add("c.user_likes"), s_userDislikes = Add("c.user_dislikes"),
        s_teamLikes = Add("c.team_likes"), s_teamDislikes = Add("c.team_dislikes"), s_userComments = Add("c.user_comments"),
        s_teamComments = Add("c.team_comments"), s_annotations = Add("c.annotations"), s_readBy = Add("c.read_by"), s_readById = Add("c.read_by_id"),
        s_readAt = Add("c.read_at"), s_erasurePending = Add("c.erasure_pending");

    private static readonly CountColumns s_visible = new("c.v"), s_all = new("c.a");

    /// <summary>The columns for SELECT. The row of the conversation is <c>c</c>.</summary>
    /// <param name="number">The number of the conversation.</param>
    /// <param name="part">The payload and checksum of its personal part.</param>
    /// <param name="user">The table of users.</param>
    /// <param name="users">What the store needs to know whether the conversation has several users.</param>
    public static string Columns(string number, (string Payload, string Checksum) part, string user, string users)
        => new StringBuilder().AppendJoin(", ", s_names)
            .Replace("{number}", number).Replace("{payload}", part.Payload).Replace("{checksum}", part.Checksum)
            .Replace("{user}", user).Replace("{users}", users).ToString();

    /// <summary>Reads the summary in the current row of a query, which must be of a conversation with an opening.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The index of the first of these columns.</param>
    /// <param name="parts">The personal parts of the conversation. A part that is damaged, or whose key is not available, is left out.</param>
    /// <param name="reference">The number that the conversation's own personal part is bound to.</param>
    /// <param name="damage">Counts damage.</param>
    public static StoredSummary Read<TRow>(TRow row, int first, PersonalParts parts, long reference, IDamageCount damage)
        where TRow : IRow
    {
        string id = row.Text(first + s_id);
        var (known, title) = Known(row, first, id, parts.Open(row, first + Payload, PiiKind.Conversation, reference), damage);
        string? shown = row.OptionalText(first + s_title);
        return new StoredSummary
        {
            Conversation = known,
            UserPseudonym = row.OptionalText(first + s_pseudonym),
            Title = Title(shown, title, isInPii: row.Int64(first + s_titleInPii) != 0),
            StartedAt = row.Time(first + s_created),
            ClosedAt = row.IsNull(first + s_closed) ? null : row.Time(first + s_closed),
            TurnCount = row.Int32(first + s_turns),
            ModelCallCount = row.Int32(first + s_modelCalls),
            RunningModelCallCount = Math.Max(0, row.Int32(first + s_modelCalls) - row.Int32(first + s_endedModelCalls)),
            FailedModelCallCount = row.Int32(first + s_failedModelCalls),
            FailedTurnCount = row.Int32(first + s_failedTurns),
            InterruptedTurnCount = row.Int32(first + s_interruptedTurns),
            RefusedTurnCount = row.Int32(first + s_refusedTurns),
            UnobservedCallCount = row.Int32(first + s_unobservedCalls),
            FunctionOutcomes = Outcomes(row.Bytes(first + s_outcomes)),
            TotalTokens = row.Int64(first + s_tokens),
            Cost = row.OptionalInt64(first + s_cost),
            SlowestLatency = row.OptionalInt64(first + s_slowest) is { } slowest ? new TimeSpan(slowest) : null,
            Visible = Counts(row, first, s_visible),
            All = Counts(row, first, s_all),
            Ratings = Ratings(
                row.Int32(first + s_userLikes), row.Int32(first + s_userDislikes), row.Int32(first + s_teamLikes), row.Int32(first + s_teamDislikes)),
            Commented = Commented(row.Int64(first + s_userComments), row.Int64(first + s_teamComments)),
            IsAnnotated = row.Int64(first + s_annotations) > 0,
            ReadMark = row.OptionalText(first + s_readBy) is { } reader
                ? new ReadMarkRecord
                {
                    ConversationId = id,
                    ReadBy = reader,
                    ReadById = row.OptionalText(first + s_readById),
                    ReadAt = row.Time(first + s_readAt),
                }
                : null,
            PiiPurgedAt = row.IsNull(first + Purged) ? null : row.Time(first + Purged),
            IsErasurePending = row.Int64(first + s_erasurePending) != 0,
        };
    }

    // If the record of a conversation is damaged, use the properties that have their own columns.
    private static (ConversationRecord Known, string? Title) Known<TRow>(TRow row, int first, string id, ReadOnlySpan<byte> personal, IDamageCount damage)
        where TRow : IRow
    {
        var visible = row.Bytes(first + s_known);
        if (ConversationPayload.ChecksumOf(row.Int64(first + Number), visible) == row.Int64(first + s_knownChecksum))
        {
            return (ConversationPayload.Read(id, visible, personal, row.OptionalText(first + s_pseudonym), out string? title), title);
        }

        damage.ChecksumFailed();
        var known = new ConversationRecord
        {
            ConversationId = id,
            WriterId = Guid.Empty,
            AgentId = row.OptionalText(first + s_agent) ?? "",
            Environment = (ConversationEnvironment)row.Int64(first + s_environment),
            Channel = row.OptionalText(first + s_channel),
            AccountId = row.OptionalText(first + s_account),
            OpenedAt = row.Time(first + s_created),
        };
        return (known, null);
    }

    /// <summary>A title. If its full form was deleted, its masked form replaces it, still marked as masked.</summary>
    public static MaskedText Title(string? shown, string? full, bool isInPii) => isInPii ? new MaskedText(full ?? shown ?? MaskedText.Redacted, shown) : shown;

    private static ActivityCounts Counts<TRow>(TRow row, int first, CountColumns columns)
        where TRow : IRow
        => new()
        {
            Entries = row.Int32(first + columns.Entries),
            Warnings = row.Int32(first + columns.Warnings),
            Errors = row.Int32(first + columns.Errors),
            LastActivityAt = row.Time(first + columns.Last),
            FailedApiResponses = row.Int32(first + columns.FailedResponses),
            Losses = row.Int32(first + columns.Losses),
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

    private static int Add(string name)
    {
        s_names.Add(name);
        return s_names.Count - 1;
    }

    // The counts of visible data, or of all.
    private sealed class CountColumns(string prefix)
    {
        public int Entries { get; } = Add($"{prefix}_entries");

        public int Warnings { get; } = Add($"{prefix}_warnings");

        public int Errors { get; } = Add($"{prefix}_errors");

        public int Last { get; } = Add($"{prefix}_last");

        public int FailedResponses { get; } = Add($"{prefix}_failed_responses");

        public int Losses { get; } = Add($"{prefix}_losses");
    }
}

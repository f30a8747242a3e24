using ConvLog.Sqlite.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Writing;

/// <content>
/// What a list shows of a conversation: see <see cref="SummaryCounts"/>.
/// </content>
internal sealed partial class WriteBatch
{
    private const string TurnTimes = "SELECT started, ended, latency, input_tokens, output_tokens, failed, flags, cost, currency FROM turn WHERE conversation = ?1";

    private const string TitleTurn = """
        SELECT turn.no, turn.user_input, turn.agent_response, turn.flags, pii.payload, pii.checksum, turn.in_block, turn.writer, turn.sequence
        FROM turn LEFT JOIN pii ON pii.kind = 4 AND pii.ref = turn.no
        WHERE turn.conversation = ?1 AND (turn.flags & 4) = ?2 ORDER BY turn.writer, turn.sequence, turn.no LIMIT 1
        """;

    /// <summary>Lists the function events of a conversation, in order.</summary>
    public const string CallTimes = "SELECT outcome, started, duration, losses FROM call WHERE conversation = ?1 ORDER BY writer, sequence, no";
    private const string OpeningTimes = "SELECT max(ifnull(closed, opened)) FROM writer WHERE conversation = ?1 AND revision IS NOT NULL";
    private const string StandingFeedback = "SELECT source, rating, has_comment FROM feedback WHERE conversation = ?1 AND rating IS NOT NULL";
    private const string AnnotationCount = "SELECT count(*) FROM annotation WHERE conversation = ?1 AND removed = 0";

    private const string PutKnown = """
        UPDATE conversation SET agent = ?2, environment = ?3, channel = ?4, user = ?5, dims = ?6, known = ?7, known_checksum = ?8, account = ?9, project = ?10,
            variant = ?11, language = ?12, direction = ?13, handoff = ?14, handoff_reason = ?15
        WHERE no = ?1
        """;

    private void UpdateSummary(string id, ConversationChange change)
    {
        long conversation = change.Known.Number;
        var columns = SummaryColumns.Read(session, conversation);
        columns.AddLogged(change.Visible, change.Personal);
        if (change.Turns || change.Calls || change.Openings)
        {
            columns.Recount(TurnsOf(conversation), CallsOf(conversation), session[OpeningTimes].Bind(1, conversation).Scalar());
        }

        if (change.Feedback)
        {
            columns.Recount(RatingsOf(conversation));
        }

        if (change.Annotations)
        {
            columns.Annotations = session[AnnotationCount].Bind(1, conversation).Scalar() ?? 0;
        }

        if (change.Openings || (change.Turns && columns.Listed is not null))
        {
            if (TitleOf(change) is { } title && (change.Openings || IsNew(title, columns)))
            {
                UpdateKnown(id, change, columns, title);
            }
        }

        columns.Write(session, conversation);
    }

    private IEnumerable<CountedTurnRow> TurnsOf(long conversation)
    {
        var rows = session[TurnTimes].Bind(1, conversation);
        while (rows.Step())
        {
            yield return new(rows.Int64(0), rows.OptionalInt64(1), rows.OptionalInt64(2), rows.Int64(3), rows.Int64(4), rows.Int64(5) != 0,
                (rows.Int64(6) & TurnPayload.IsInterrupted) != 0, ConversationCost.Parse(rows.OptionalText(7)), rows.OptionalText(8));
        }
    }

    private IEnumerable<(FunctionOutcome? Outcome, long Started, long? Duration, long Losses)> CallsOf(long conversation)
    {
        var rows = session[CallTimes].Bind(1, conversation);
        while (rows.Step())
        {
            yield return ((FunctionOutcome?)rows.OptionalInt64(0), rows.Int64(1), rows.OptionalInt64(2), rows.Int64(3));
        }
    }

    private IEnumerable<(FeedbackSource Source, FeedbackRating Rating, bool HasComment)> RatingsOf(long conversation)
    {
        var rows = session[StandingFeedback].Bind(1, conversation);
        while (rows.Step())
        {
            yield return ((FeedbackSource)rows.Int64(0), (FeedbackRating)rows.Int64(1), rows.Int64(2) != 0);
        }
    }

    // What is personal of a title may have changed, or gone, where its shown form has not.
    private static bool IsNew((string? Shown, string? Full, bool IsInPii) title, SummaryColumns columns)
        => title.IsInPii || columns.IsTitleInPii || !string.Equals(title.Shown, columns.Title, StringComparison.Ordinal);

    private void UpdateKnown(string id, ConversationChange change, SummaryColumns columns, (string? Shown, string? Full, bool IsInPii) title)
    {
        if (MergedOpenings(change, id) is not { } merged)
        {
            return;
        }

        var (known, user, personal, startedAt, closedAt) = merged;
        long conversation = change.Known.Number;
        long listed = known.Environment == ConversationEnvironment.Debug ? 0 : 1;
        long dims = Dims.NumberOf(session, known);
        if (listed != columns.Listed || user != columns.User || dims != columns.Dims || startedAt.UtcTicks != columns.Created
            || !string.Equals(known.VariantId, columns.Variant, StringComparison.Ordinal))
        {
            _rollUps.TouchAll(conversation);
        }

        (columns.Title, columns.IsTitleInPii) = (title.Shown, title.IsInPii);
        (columns.Listed, columns.Created, columns.Closed) = (listed, startedAt.UtcTicks, closedAt?.UtcTicks);
        byte[] visible = ConversationPayload.Visible(known);
        session[PutKnown]
            .Bind(1, conversation).Bind(2, known.AgentId).Bind(3, (long)known.Environment).Bind(4, known.Channel).Bind(5, user).Bind(6, dims)
            .Bind(7, visible).Bind(8, ConversationPayload.ChecksumOf(conversation, visible)).Bind(9, known.AccountId).Bind(10, known.ProjectId)
            .Bind(11, known.VariantId).Bind(12, known.Language).Bind(13, (long?)known.Direction)
            .Bind(14, known.Handoff?.Destination).Bind(15, known.Handoff?.Reason)
            .Run();

        // Merged of visible parts alone, it holds nothing that is not visible.
        KeepPersonal(change, PiiKind.Conversation, conversation,
            personal.Count == 0 && title.Full is null ? null : ConversationPayload.Personal(known, title.Full));
        if (change.Openings)
        {
            Subjects.Put(session, keys, conversation, personal);
        }
    }

    // The first thing the user said, else what the agent said in the first turn; its full form where that is personal and still there. Null where it is what it
    // was, as nothing changed up to the turn that it is of.
    private (string? Shown, string? Full, bool IsInPii)? TitleOf(ConversationChange change)
    {
        var row = session[TitleTurn].Bind(1, change.Known.Number).Bind(2, TurnPayload.HasInput);
        bool hasInput = row.Step();
        if (!hasInput && !row.Bind(2, 0L).Step())
        {
            return ("", null, false);
        }

        try
        {
            if (hasInput && !change.Openings && change.FirstTurn is { } first && (row.Int64(7), row.Int64(8), row.Int64(0)).CompareTo(first) < 0)
            {
                return null;
            }

            long flag = hasInput ? TurnPayload.InputIsPersonal : TurnPayload.ResponseIsPersonal;
            string shown = row.Text(hasInput ? 1 : 2);
            long flags = row.Int64(3);
            bool isHidden = (flags & TurnPayload.IsHidden) != 0;
            if (isHidden && (flags & (hasInput ? TurnPayload.HasInput : TurnPayload.HasHiddenResponse)) == 0)
            {
                return ("", null, false); // It has a shown form and no text: where nothing may be shown, that is nothing.
            }

            if ((flags & flag) == 0)
            {
                return (shown, null, false);
            }

            byte[]? personal = PartsOf(change).Open(row, 4, PiiKind.Turn, row.Int64(0), isThere: row.Int64(6) != 0);
            var turn = TurnPayload.Read(TurnPayload.Empty, 0, personal);
            string? full = personal is null ? null : (hasInput ? turn.UserInput : turn.AgentResponse).Text;
            return (isHidden ? null : shown, full, true);
        }
        finally
        {
            row.Reset();
        }
    }
}

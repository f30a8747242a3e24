using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Writing;

/// <content>
/// What a list shows of a conversation: see <see cref="SummaryCounts"/>.
/// </content>
internal sealed partial class WriteBatch
{
    private const string TitleTurn = """
        SELECT turn.no, turn.user_input, turn.agent_response, turn.flags, pii.payload, pii.checksum, turn.in_block, turn.writer, turn.sequence
        FROM turn LEFT JOIN pii ON pii.kind = 4 AND pii.ref = turn.no
        WHERE turn.conversation = ?1 AND (turn.flags & 4) = ?2 ORDER BY turn.writer, turn.sequence, turn.no LIMIT 1
        """;

    private static readonly string s_turnTimes =
        $"SELECT started, ended, {TurnPayload.ResponseTimeOf("turn")}, {CountedTurn.UsageColumns}, failed, flags FROM turn WHERE conversation = ?1";

    /// <summary>Lists the function events of a conversation, in order.</summary>
    public const string CallTimes = "SELECT outcome, started, duration, losses, unobserved FROM call WHERE conversation = ?1 ORDER BY writer, sequence, no";
    private const string OpeningTimes = "SELECT max(ifnull(closed, opened)) FROM writer WHERE conversation = ?1 AND revision IS NOT NULL";
    private const string StandingFeedback = "SELECT source, rating, has_comment FROM feedback WHERE conversation = ?1 AND rating IS NOT NULL";
    private const string AnnotationCount = "SELECT count(*) FROM annotation WHERE conversation = ?1 AND removed = 0";

    private void UpdateSummary(ConversationChange change)
    {
        long conversation = change.Known.Number;
        var columns = change.Known.HasRow ? SummaryColumns.Read(session, conversation) : new SummaryColumns();
        columns.AddLogged(change.Visible, change.Personal);
        if (change.First is { } first)
        {
            first.CountIn(columns);
        }
        else if (change.Turns || change.Calls || change.Openings)
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
                UpdateKnown(change, columns, title);
            }
        }

        if (change.Known.HasRow)
        {
            columns.Write(session, conversation);
        }
        else
        {
            columns.Insert(session, change.Known, change.KeyGiven);
        }
    }

    private IEnumerable<CountedTurnRow> TurnsOf(long conversation)
    {
        var rows = session[s_turnTimes].Bind(1, conversation);
        while (rows.Step())
        {
            var usage = CountedTurn.Usage(rows, 3);
            yield return new(rows.Int64(0), rows.OptionalInt64(1), rows.OptionalInt64(2), usage.KnownTokens,
                rows.Int64(8) != 0, (rows.Int64(9) & TurnPayload.IsInterrupted) != 0, (rows.Int64(9) & TurnPayload.IsRefused) != 0, usage.Cost,
                rows.OptionalText(7));
        }
    }

    private IEnumerable<(FunctionOutcome? Outcome, long Started, long? Duration, long Losses, bool IsUnobserved)> CallsOf(long conversation)
    {
        var rows = session[CallTimes].Bind(1, conversation);
        while (rows.Step())
        {
            yield return ((FunctionOutcome?)rows.OptionalInt64(0), rows.Int64(1), rows.OptionalInt64(2), rows.Int64(3), rows.Int64(4) != 0);
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

    private void UpdateKnown(ConversationChange change, SummaryColumns columns, (string? Shown, string? Full, bool IsInPii) title)
    {
        if (MergedOpenings(change) is not { } merged)
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
            _days.ChangeAll(conversation, startedAt.UtcTicks, isNew: change.First is not null);
        }

        (columns.Title, columns.IsTitleInPii) = (title.Shown, title.IsInPii);
        (columns.Listed, columns.Created, columns.Closed) = (listed, startedAt.UtcTicks, closedAt?.UtcTicks);
        columns.Known = new KnownColumns(known, user, dims);

        // Merged of visible parts alone, it holds nothing that is not visible.
        KeepPersonal(change, PiiKind.Conversation, conversation,
            personal.Count == 0 && title.Full is null ? null : ConversationPayload.Personal(known, title.Full));
        if (change.Openings)
        {
            Subjects.Put(session, keys, conversation, personal, isNew: change.First is not null);
        }
    }

    // The first thing the user said, else what the agent said in the first turn; its full form where that is personal and still there. Null where it is what it
    // was, as nothing changed up to the turn that it is of.
    private (string? Shown, string? Full, bool IsInPii)? TitleOf(ConversationChange change)
    {
        if (change.First is { } written)
        {
            return TitleOf(written);
        }

        if (IsAfter(change.Known.TitleTurn, change))
        {
            return null;
        }

        var row = session[TitleTurn].Bind(1, change.Known.Number).Bind(2, TurnPayload.HasInput);
        bool hasInput = row.Step();
        if (!hasInput && !row.Bind(2, 0L).Step())
        {
            return ("", null, false);
        }

        try
        {
            change.Known.TitleTurn = hasInput ? (row.Int64(7), row.Int64(8), row.Int64(0)) : null;
            if (IsAfter(change.Known.TitleTurn, change))
            {
                return null;
            }

            var (shown, isInPii) = TitleOf(row.Int64(3), hasInput, row.Text(hasInput ? 1 : 2));
            if (!isInPii)
            {
                return (shown, null, false);
            }

            byte[]? personal = PartsOf(change).Open(row, 4, PiiKind.Turn, row.Int64(0), isThere: row.Int64(6) != 0);
            var turn = TurnPayload.Read(TurnPayload.Empty, 0, personal);
            string? full = personal is null ? null : (hasInput ? turn.UserInput : turn.AgentResponse).Text;
            return (shown, full, true);
        }
        finally
        {
            row.Reset();
        }
    }

    // Whether only turns behind the title's changed.
    private static bool IsAfter((long Writer, long Sequence, long Number)? title, ConversationChange change)
        => !change.Openings && title is { } place && change.FirstTurn is { } first && place.CompareTo(first) < 0;

    private (string? Shown, string? Full, bool IsInPii) TitleOf(FirstRecords written)
    {
        if (written.TitleTurn(turn => TurnPayload.FlagsOf(turn, _privacy)) is not { Record: var turn })
        {
            return ("", null, false);
        }

        long flags = TurnPayload.FlagsOf(turn, _privacy);
        bool hasInput = (flags & TurnPayload.HasInput) != 0;
        var text = hasInput ? turn.UserInput : turn.AgentResponse;
        var (shown, isInPii) = TitleOf(flags, hasInput, TurnPayload.Shown(text, _privacy));
        return (shown, isInPii ? text.Text : null, isInPii);
    }

    private static (string? Shown, bool IsInPii) TitleOf(long flags, bool hasInput, string shown)
    {
        bool isHidden = (flags & TurnPayload.IsHidden) != 0;
        if (isHidden && (flags & (hasInput ? TurnPayload.HasInput : TurnPayload.HasHiddenResponse)) == 0)
        {
            return ("", false); // It has a shown form and no text: where nothing may be shown, that is nothing.
        }

        bool isInPii = (flags & (hasInput ? TurnPayload.InputIsPersonal : TurnPayload.ResponseIsPersonal)) != 0;
        return (isInPii && isHidden ? null : shown, isInPii);
    }
}

using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <content>The row of a conversation that lists show: see <see cref="SummaryCounts"/>.</content>
internal sealed partial class WriteBatch
{
    private const string TitleTurn = """
        SELECT turn.no, turn.user_input, turn.agent_response, turn.flags, pii.payload, pii.checksum, turn.in_block
        FROM turn LEFT JOIN pii ON pii.kind = 4 AND pii.ref = turn.no
        WHERE turn.conversation = ?1 AND (turn.flags & 4) = ?2 ORDER BY turn.no LIMIT 1
        """;

    // The position after everything that this transaction wrote; null until all of it is written.
    private CountedPosition? _end;

    /// <summary>
    /// Writes the values of an opening and the title, together with everything else that a list shows. All other counts follow in the background: otherwise an
    /// active conversation would be recounted with each of its steps.
    /// </summary>
    /// <returns>Whether the row was written; if not, the changes are still to be counted.</returns>
    private bool UpdateSummary(ConversationChange change)
    {
        var title = change.Openings || change.Turns ? TitleOf(change) : null;
        if (!change.Known.HasRow)
        {
            Write(change, new SummaryColumns(), title);
            return true;
        }

        if (!change.Openings && title is null)
        {
            return false;
        }

        var columns = SummaryColumns.Read(session, change.Known.Number)!;
        if (!change.Openings && (columns.Listed is null || !IsNew(title!.Value, columns)))
        {
            return false;
        }

        Write(change, columns, title);
        return true;
    }

    private void Write(ConversationChange change, SummaryColumns columns, (string? Shown, string? Full, bool IsInPii)? title)
    {
        long conversation = change.Known.Number;
        if (change.First is { } first)
        {
            columns.AddLogged(change.Visible, change.Personal);
            first.CountIn(columns);
            if (change.Feedback || change.Annotations)
            {
                CurrentCounts.AddJudgements(session, conversation, columns);
            }
        }
        else
        {
            CurrentCounts.Add(session, conversation, columns, withPersonal: true);
        }

        columns.Counted = _end ??= CurrentCounts.End(session, _lastArrival);
        if (title is { } shown && (change.Openings || columns.Listed is not null))
        {
            UpdateKnown(change, columns, shown);
        }

        if (change.Known.HasRow)
        {
            columns.Write(session, conversation);
        }
        else
        {
            columns.Insert(session, conversation, change.Known.Id, change.AssignedKey);
            change.Known.HasRow = true;
        }
    }

    // The personal form of a title may have changed or been deleted although its shown form has not.
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

        // A record that is merged from visible parts only contains no personal data.
        StorePersonal(change, PiiKind.Conversation, conversation,
            personal.Count == 0 && title.Full is null ? null : ConversationPayload.Personal(known, title.Full));
        if (change.Openings)
        {
            Subjects.Put(session, keys, conversation, personal, isNew: change.First is not null);
        }
    }

    // The first user input, else the agent's response in the first turn, with the full form if that is personal and still exists. Null if the title is
    // unchanged, because no turn up to its own has changed.
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
            change.Known.TitleTurn = hasInput ? row.Int64(0) : null;
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

    // Whether only turns after the title's turn changed.
    private static bool IsAfter(long? title, ConversationChange change) => !change.Openings && title < change.FirstTurn;

    private (string? Shown, string? Full, bool IsInPii) TitleOf(FirstRecords written)
    {
        if (written.TitleTurn(turn => TurnPayload.FlagsOf(turn, _privacy)) is not { } turn)
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
            return ("", false); // Without a text, a hidden title is empty.
        }

        bool isInPii = (flags & (hasInput ? TurnPayload.InputIsPersonal : TurnPayload.ResponseIsPersonal)) != 0;
        return (isInPii && isHidden ? null : shown, isInPii);
    }
}

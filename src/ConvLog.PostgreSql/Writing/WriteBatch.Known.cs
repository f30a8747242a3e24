using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing;

/// <content>Data of a conversation as a whole: its merged openings, its title, its users, numbers and attributes.</content>
internal sealed partial class WriteBatch
{
    private async ValueTask ReadOpeningsAsync(List<ConversationChange> known, CancellationToken cancellationToken)
    {
        if (known.Count == 0)
        {
            return;
        }

        var reads = new QueryBatch(session);
        Add(reads, FindOpeningParts, known, row =>
        {
            if (_byNumber[row.Int64(0)].Writers.Values.FirstOrDefault(writer => writer.Number == row.Int64(1)) is { } writer)
            {
                (writer.SealedPart, writer.SealedChecksum) = (row.Bytes(2), row.Int64(3));
            }
        });
        Add(reads, FindSubjects, known, row => _byNumber[row.Int64(0)].Subjects.Add((row.Int64(1), Convert.ToHexString(row.Bytes(2)))));
        AddTitles(reads, known);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private void AddTitles(QueryBatch reads, List<ConversationChange> known)
    {
        var titles = known.FindAll(static change => TitleTurnOf(change) is { Written: null });
        if (titles.Count > 0)
        {
            long[] turns = [.. titles.Select(static change => (long)TitleTurnOf(change)!.Number)];
            reads.Add(FindTitles, [NumbersOf(titles), titles.ConvertAll(static change => change.Day).ToArray(), turns, DaysOf(titles)],
                row => _titles[row.Int64(0)] = new StoredTitle(
                row.Text(2), row.Text(3), row.IsNull(4) ? null : row.Bytes(4), row.OptionalInt64(5) ?? 0));
        }
    }

    private async ValueTask UpdateKnownAsync(ConversationChange change, CancellationToken cancellationToken)
    {
        var columns = change.Columns;
        var title = TitleOf(change, PartsOf(change));
        columns.TitleTurn = TitleTurnOf(change)?.Number;
        bool isOpeningNew = change.Changes(RecordKinds.Openings);
        if ((!isOpeningNew && !IsNew(title, columns)) || MergedOpenings(change) is not { } merged)
        {
            return;
        }

        var (known, user, personal, startedAt, closedAt) = merged;
        (columns.Title, columns.IsTitleInPii, columns.User) = (title.Shown, title.IsInPii, user);
        (columns.Listed, columns.Created, columns.Closed) =
            (known.Environment == ConversationEnvironment.Debug ? 0 : 1, startedAt.UtcTicks, closedAt?.UtcTicks);
        byte[] visible = ConversationPayload.Visible(known);
        columns.Known = new KnownColumns(known, visible, ConversationPayload.ChecksumOf(change.Number, visible));

        // A record merged from visible parts only contains no personal data.
        byte[]? part = personal.Count == 0 && title.Full is null ? null : ConversationPayload.Personal(known, title.Full);
        change.SetPersonal(PiiKind.Conversation, 0, part, isNew: change.IsNew);
        if (isOpeningNew)
        {
            await UpdateSubjectsAsync(change, personal, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask UpdateSubjectsAsync(ConversationChange change, IReadOnlyList<ConversationRecord> openings, CancellationToken cancellationToken)
    {
        var named = new HashSet<(long Kind, string Hash)>();
        foreach (var (kind, text) in Subjects.Of(openings))
        {
            byte[] hash = await services.Keys.HashOfAsync(text, cancellationToken).ConfigureAwait(false);
            AddSubject(change, kind, hash);
            named.Add((kind, Convert.ToHexString(hash)));
        }

        // A user once named by an opening is kept even if it names another one now, so that erasing the user erases the conversation.
        foreach (var (kind, hash) in change.Subjects.Where(subject => subject.Kind != Subjects.User && !named.Contains(subject)))
        {
            _goneSubjects.Add(change.Number, change.Day, kind, Convert.FromHexString(hash));
        }
    }

    private static void AddSubject(ConversationChange change, long kind, byte[] hash) => change.NewSubjects.Add((kind, Convert.ToHexString(hash)));

    private BulkRows SubjectRows()
    {
        var added = new BulkRows("subject#", "conversation bigint", "day bigint", "kind bigint", "hash bytea");
        foreach (var change in _changes.Values)
        {
            foreach (var (kind, hash) in change.NewSubjects.Except(change.Subjects))
            {
                added.Add(change.Number, change.Day, kind, Convert.FromHexString(hash));
            }
        }

        return added;
    }

    // The personal form of a title may have changed or been deleted although its visible form did not.
    private static bool IsNew((string? Shown, string? Full, bool IsInPii) title, SummaryColumns columns)
        => title.IsInPii || columns.IsTitleInPii || !string.Equals(title.Shown, columns.Title, StringComparison.Ordinal);

    // The first turn with user input, otherwise the first turn.
    private static TurnState? TitleTurnOf(ConversationChange change)
        => change.Turns.Values.Where(static turn => (turn.Flags & TurnPayload.HasInput) != 0).MinBy(static turn => turn.Number)
            ?? change.Turns.Values.MinBy(static turn => turn.Number);

    // The user input of the turn, otherwise the agent response; with its full form if that is personal and not deleted.
    private (string? Shown, string? Full, bool IsInPii) TitleOf(ConversationChange change, PersonalParts parts)
    {
        if (TitleTurnOf(change) is not { } turn)
        {
            return ("", null, false);
        }

        bool hasInput = (turn.Flags & TurnPayload.HasInput) != 0;
        bool isHidden = (turn.Flags & TurnPayload.IsHidden) != 0;
        if (isHidden && (turn.Flags & (hasInput ? TurnPayload.HasInput : TurnPayload.HasHiddenResponse)) == 0)
        {
            return ("", null, false); // The turn has a redacted form but no text: if nothing may be shown, the title is empty.
        }

        var stored = turn.Written is null ? _titles.GetValueOrDefault(change.Number) : null;
        string shown = hasInput ? stored?.Input ?? turn.Input : stored?.Response ?? turn.Response;
        if ((turn.Flags & (hasInput ? TurnPayload.InputIsPersonal : TurnPayload.ResponseIsPersonal)) == 0)
        {
            return (shown, null, false);
        }

        var record = turn.Written ?? ReadTitleTurn(turn, stored, parts);
        return (isHidden ? null : shown, record is null ? null : (hasInput ? record.UserInput : record.AgentResponse).Text, true);
    }

    private static TurnRecord? ReadTitleTurn(TurnState turn, StoredTitle? stored, PersonalParts parts)
    {
        byte[]? part = stored?.SealedPart is null ? null : parts.Open(stored.SealedPart, stored.SealedChecksum, PiiKind.Turn, turn.Number);
        return part is null ? null : TurnPayload.Read(TurnPayload.Empty, 0, part);
    }
}

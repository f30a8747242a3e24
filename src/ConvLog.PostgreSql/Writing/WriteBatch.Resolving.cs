using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <content>Which conversations the batch is of: their numbers and days, those that are new, those that were erased.</content>
internal sealed partial class WriteBatch
{
    private const string FindTombstones = "SELECT conversation_id FROM #.tombstone WHERE conversation_id = ANY($1)";
    private const string FindErasedUsers = "SELECT hash, at FROM #.erased_user WHERE hash = ANY($1)";
    private const string FindNumbers = "SELECT id, conversation, day FROM #.conversation_id WHERE id = ANY($1)";

    // In order of ids, so that two hosts that make the same ones wait for each other in one order.
    private const string MakeNumbers = """
        INSERT INTO #.conversation_id (id, conversation, day)
        SELECT id, nextval('#.conversation_no'), day FROM (SELECT id, day FROM unnest($1, $2) AS given (id, day) ORDER BY id) AS given
        ON CONFLICT (id) DO NOTHING RETURNING id, conversation, day
        """;

    // Of the users that openings name; and up to when conversations of a hash, in hexadecimal digits, are erased.
    private readonly Dictionary<string, byte[]> _hashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _erasedUsers = new(StringComparer.Ordinal);

    // Their numbers, by their hashes in hexadecimal digits.
    private readonly Dictionary<string, long> _users = new(StringComparer.Ordinal);

    // Those that are new, until an opening that is written names them: one that came late, behind a newer revision of itself, does not.
    private readonly HashSet<long> _unusedUsers = [];

    private void Gather()
    {
        foreach (var record in records)
        {
            var change = ChangeOf(record.ConversationId);
            change.Given |= KindOf(record);
        }

        foreach (var change in _changes.Values)
        {
            change.Known = services.Known.Find(change.Id);
            (change.Number, change.Day) = (change.Known?.Number ?? 0, change.Known?.Day ?? 0);
        }
    }

    private async ValueTask ResolveAsync(CancellationToken cancellationToken)
    {
        var openings = records.OfType<ConversationRecord>().Where(static opening => !string.IsNullOrEmpty(opening.UserId)).ToList();
        foreach (var opening in openings)
        {
            _hashes[opening.UserId!] = await services.Keys.HashOfAsync(opening.UserId!, cancellationToken).ConfigureAwait(false);
        }

        string[] unknown = [.. _changes.Values.Where(static change => change.Known is null).Select(static change => change.Id)];
        if (unknown.Length == 0 && openings.Count == 0)
        {
            return;
        }

        string[] opened = [.. openings.Select(static opening => opening.ConversationId)];
        await FindAsync(unknown, opened, cancellationToken).ConfigureAwait(false);
        var missing = _changes.Values.Where(static change => change is { Number: 0, IsErased: false }).ToList();
        if (missing.Count > 0)
        {
            await MakeAsync(missing, cancellationToken).ConfigureAwait(false);
        }
    }

    // The turn is shared until the end: what is erased later finds what this wrote. A conversation that is known was not erased as long as its row is there, or
    // says so itself.
    private async ValueTask FindAsync(string[] unknown, string[] opened, CancellationToken cancellationToken)
    {
        var reads = new Reads(session);
        reads.AddSilent(ErasureLock.Share);
        reads.Add(FindNumbers, [unknown], Resolved);

        // After the numbers: a conversation that is erased between the two has left its tombstone then.
        reads.Add(FindTombstones, [unknown.Union(opened, StringComparer.Ordinal).ToArray()], row => _changes[row.Text(0)].IsErased = true);
        if (_hashes.Count > 0)
        {
            reads.Add(FindErasedUsers, [_hashes.Values.ToArray()], row => _erasedUsers[Convert.ToHexString(row.Bytes(0))] = row.Int64(1));
        }

        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    // In the order of the records: what stands before the opening is written, its conversation goes, what stands behind it is written. A user who comes back
    // with that is a new one.
    private void DemandNotLate(ConversationRecord opening, int index)
    {
        if (_erasedUsers.Count > 0 && opening.UserId is { Length: > 0 } user
            && _erasedUsers.TryGetValue(Convert.ToHexString(_hashes[user]), out long at) && opening.OpenedAt.UtcTicks <= at)
        {
            throw new LateOpeningException(index);
        }
    }

    private async ValueTask MakeAsync(List<ConversationChange> missing, CancellationToken cancellationToken)
    {
        string[] ids = [.. missing.Select(static change => change.Id)];
        var beginnings = PartitionDates.Of(records, services.Options.TimeProvider);
        int[] days = [.. missing.Select(change => services.Partitions.PlaceOf(beginnings[change.Id]))];
        var reads = new Reads(session);
        reads.Add(MakeNumbers, [ids, days], row =>
        {
            Resolved(row);
            _changes[row.Text(0)].IsNew = true;
        });
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);

        // Another host was faster, and has committed by now.
        string[] others = [.. missing.Where(static change => change.Number == 0).Select(static change => change.Id)];
        if (others.Length > 0)
        {
            reads.Add(FindNumbers, [others], Resolved);
            await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        if (missing.Find(static change => change.Number == 0) is { } gone)
        {
            throw new GoneConversationException(gone.Id, gone.Number);
        }
    }

    private void Resolved(Row row)
    {
        var change = _changes[row.Text(0)];
        (change.Number, change.Day) = (row.Int64(1), row.Int32(2));
    }

    private static RecordKinds KindOf(StoreRecord record) => record switch
    {
        EntryRecord => RecordKinds.Entries,
        MetricRecord => RecordKinds.Facts | RecordKinds.Scores,
        FactRecord => RecordKinds.Facts,
        TurnRecord or TurnChangeRecord => RecordKinds.Turns,
        FunctionEventRecord => RecordKinds.Calls,
        ConversationRecord => RecordKinds.Openings,
        FeedbackRecord => RecordKinds.Feedback | RecordKinds.Scores,
        ScoreRecord or LabelRecord or AssignmentRecord => RecordKinds.Scores,
        AnnotationRecord => RecordKinds.Annotations,
        NoteRecord => RecordKinds.Notes,
        DeadLetterRecord => RecordKinds.DeadLetters,
        ReadMarkRecord => RecordKinds.ReadMarks,
        _ => RecordKinds.None,
    };
}

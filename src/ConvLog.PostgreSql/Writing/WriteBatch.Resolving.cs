using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <content>Finds the conversations of the batch: their numbers and days, which are new and which were erased.</content>
internal sealed partial class WriteBatch
{
    private const string FindTombstones = "SELECT conversation_id FROM #.tombstone WHERE conversation_id = ANY($1)";
    private const string FindErasedUsers = "SELECT hash, at FROM #.erased_user WHERE hash = ANY($1)";
    private const string FindNumbers = "SELECT id, conversation, day FROM #.conversation_id WHERE id = ANY($1)";

    // Ordered by ID, so that two hosts that insert the same conversations lock them in the same order.
    private const string MakeNumbers = """
        INSERT INTO #.conversation_id (id, conversation, day)
        SELECT id, nextval('#.conversation_no'), day FROM (SELECT id, day FROM unnest($1, $2) AS given (id, day) ORDER BY id) AS given
        ON CONFLICT (id) DO NOTHING RETURNING id, conversation, day
        """;

    // The hashes of the users that openings name; and the time up to which conversations of a user are erased, by hash in hexadecimal digits.
    private readonly Dictionary<string, byte[]> _hashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _erasedUsers = new(StringComparer.Ordinal);

    // The numbers of the users, by hash in hexadecimal digits.
    private readonly Dictionary<string, long> _users = new(StringComparer.Ordinal);

    // New users that no written opening names yet. An opening that arrives after a newer revision of itself is not written.
    private readonly HashSet<long> _unusedUsers = [];

    private void Gather()
    {
        foreach (var record in records)
        {
            var change = ChangeOf(record.ConversationId);
            change.Kinds |= KindOf(record);
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

    // The lock is shared until the end of the transaction, so that a later erasure sees these writes. A known conversation needs no lookup: it was not erased
    // as long as its row exists and is not marked.
    private async ValueTask FindAsync(string[] unknown, string[] opened, CancellationToken cancellationToken)
    {
        var reads = new QueryBatch(session);
        reads.AddSilent(ErasureLock.Share);
        reads.Add(FindNumbers, [unknown], Resolved);

        // Read after the numbers: an erasure of the conversation between the two reads has left its tombstone by then.
        reads.Add(FindTombstones, [unknown.Union(opened, StringComparer.Ordinal).ToArray()], row => _changes[row.Text(0)].IsErased = true);
        if (_hashes.Count > 0)
        {
            reads.Add(FindErasedUsers, [_hashes.Values.ToArray()], row => _erasedUsers[Convert.ToHexString(row.Bytes(0))] = row.Int64(1));
        }

        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    // Records keep their order: those before the opening are written, then the conversation is erased, then those after it are written. A user who returns
    // afterwards is a new one.
    private void EnsureNotLate(ConversationRecord opening, int index)
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
        var reads = new QueryBatch(session);
        reads.Add(MakeNumbers, [ids, days], row =>
        {
            Resolved(row);
            _changes[row.Text(0)].IsNew = true;
        });
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);

        // Another host inserted them first and has committed.
        string[] others = [.. missing.Where(static change => change.Number == 0).Select(static change => change.Id)];
        if (others.Length > 0)
        {
            reads.Add(FindNumbers, [others], Resolved);
            await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        if (missing.Find(static change => change.Number == 0) is { } gone)
        {
            throw new DeletedConversationException(gone.Id, gone.Number);
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

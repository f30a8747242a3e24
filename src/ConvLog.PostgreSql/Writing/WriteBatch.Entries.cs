using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing;

/// <content>Entries: the hot path.</content>
internal sealed partial class WriteBatch
{
    private const int EntryColumns = 10;

    // Up to this many entries of a batch are inserted with the other rows instead of copied: a COPY takes two round trips of its own.
    private const int MostInserted = 300;

    private static readonly string[] s_entryColumns =
    [
        "conversation bigint", "day bigint", "no bigint", "scope bigint", "kind bigint", "time bigint", "content bytea", "fields bytea", "masked bytea",
            "checksum bigint",
    ];

    private const string FindStoredEntries = """
        SELECT entry.conversation, entry.no, entry.checksum, pii.payload, pii.checksum
        FROM unnest($1, $2, $3) AS given (conversation, day, no)
        JOIN #.entry# AS entry ON entry.conversation = given.conversation AND entry.day = given.day AND entry.no = given.no AND entry.day = ANY($4) AND entry.conversation = ANY($1)
        LEFT JOIN #.pii# AS pii ON pii.conversation = entry.conversation AND pii.day = entry.day AND pii.kind = 2 AND pii.ref = entry.no AND pii.day = ANY($4) AND pii.conversation = ANY($1)
        """;

    private const string CopyEntries = "COPY #.entry# (conversation, day, no, scope, kind, time, content, fields, masked, checksum) FROM STDIN (FORMAT BINARY)";

    private readonly List<NewEntry> _newEntries = [];

    // Entries delivered before whose personal part must still be compared with the stored one.
    private readonly List<(ConversationChange Change, byte[] Personal, StoredEntry Stored)> _unverified = [];

    private void Write(ConversationChange change, EntryRecord entry, int index)
    {
        long number = NumberOf(change, entry);
        int scope = change.ScopeNumber(entry.TurnId, entry.FunctionEventId);
        long time = entry.Timestamp.UtcTicks;
        byte[]? personal = entries.Personal(index);
        short kind = (short)(entry.IsPii ? (long)entry.Level | EntryPayload.PersonalKind : (long)entry.Level);
        long place = EntryNumber.PositionOf(number);
        if (change.StoredEntries?.TryGetValue(place, out var stored) is true)
        {
            Compare(change, ChecksumOf(stored.Number), personal, stored);
            return;
        }

        if (!isCareful && change.MayHaveOther(number, entry.WriterId))
        {
            throw new AlreadyWrittenException();
        }

        long checksum = ChecksumOf(number);
        if (!change.AddEntry(place, entry.IsPii))
        {
            CompareWithFirst(change, place, checksum, personal);
            return;
        }

        _newEntries.Add(new NewEntry(change, number, scope, kind, time, index, checksum));
        change.Changed |= RecordKinds.Entries;
        change.SetPersonal(PiiKind.Entry, number, personal, isNew: true);
        (entry.IsPii ? ref change.Personal : ref change.Visible).Count(entry.Level, time);

        long ChecksumOf(long number)
            => EntryPayload.Checksum(number, scope, kind, time, entries.Content(index), entries.Fields(index), entries.Masked(index), hasContent: !entry.IsPii);
    }

    private void Compare(ConversationChange change, long checksum, byte[]? personal, StoredEntry stored)
    {
        if (stored.Checksum != checksum)
        {
            Conflicts++;
        }
        else if (personal is not null && stored.SealedPart is not null)
        {
            _unverified.Add((change, personal, stored));
        }
    }

    private void CompareWithFirst(ConversationChange change, long place, long checksum, byte[]? personal)
    {
        var first = _newEntries.Find(entry => ReferenceEquals(entry.Change, change) && EntryNumber.PositionOf(entry.Number) == place);
        Conflicts += first.Checksum == checksum && personal.AsSpan().SequenceEqual(entries.Personal(first.Record)) ? 0 : 1;
    }

    // A deleted or unreadable part is not a conflict.
    private void CompareUnverified()
    {
        foreach (var (change, personal, stored) in _unverified)
        {
            byte[]? kept = PartsOf(change).Open(stored.SealedPart, stored.SealedChecksum, PiiKind.Entry, stored.Number);
            Conflicts += kept is null || personal.AsSpan().SequenceEqual(kept) ? 0 : 1;
        }
    }

    private static long NumberOf(ConversationChange change, EntryRecord entry)
        => (ulong)entry.Sequence < EntryNumber.MostSequences
            ? EntryNumber.Of(change.WriterNumber(entry.WriterId), entry.Sequence, entry.IsPii)
            : throw new ConversationStoreException(StoreFault.Refused,
                $"An entry has the sequence {entry.Sequence}; this store takes 0 to {EntryNumber.MostSequences - 1} in one opening of a conversation.");

    private async ValueTask FindEntriesAsync(CancellationToken cancellationToken)
    {
        var asked = new List<(ConversationChange Change, long Number)>();
        for (int i = 0; i < records.Count; i++)
        {
            if (records[i] is EntryRecord entry && ChangeOf(entry.ConversationId) is var change && !change.IsNew && !change.IsErased
                && change.HasWriter(entry.WriterId))
            {
                long number = NumberOf(change, entry);
                asked.Add((change, number));
                asked.Add((change, EntryNumber.OtherOf(number))); // It may have been stored as visible and be personal now, or the reverse.
            }
        }

        var reads = new QueryBatch(session);
        if (asked.Count > 0)
        {
            object[] parameters =
            [
                asked.ConvertAll(static entry => entry.Change.Number).ToArray(), asked.ConvertAll(static entry => entry.Change.Day).ToArray(),
                    asked.ConvertAll(static entry => entry.Number).ToArray(),
                asked.Select(static entry => entry.Change.Day).Distinct().ToArray(),
            ];
            reads.Add(FindStoredEntries, parameters, row
                => (_byNumber[row.Int64(0)].StoredEntries ??= [])[EntryNumber.PositionOf(row.Int64(1))] = new StoredEntry(
                row.Int64(1), row.Int64(2), row.IsNull(3) ? null : row.Bytes(3), row.OptionalInt64(4) ?? 0));
        }

        AddStoredFacts(reads);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private BulkRows EntryRows()
    {
        var rows = new BulkRows("entry#", s_entryColumns);
        foreach (var entry in _newEntries)
        {
            bool isPersonal = (entry.Kind & EntryPayload.PersonalKind) != 0;
            var fields = entries.Fields(entry.Record);
            rows.Add(
                entry.Change.Number, entry.Change.Day, entry.Number, entry.Scope, (long)entry.Kind, entry.Time,
                    isPersonal ? null : entries.Content(entry.Record).ToArray(),
                isPersonal || fields.IsEmpty ? null : fields.ToArray(), isPersonal ? null : entries.Masked(entry.Record), entry.Checksum);
        }

        return rows;
    }

    private async ValueTask CopyEntriesAsync(CancellationToken cancellationToken)
    {
        var rows = new CopyRows(_newEntries.Count * 300);
        foreach (var entry in _newEntries)
        {
            AddTo(rows, entry);
        }

        rows.End();
        await session.CopyAsync(CopyEntries, rows, cancellationToken).ConfigureAwait(false);
    }

    private void AddTo(CopyRows rows, in NewEntry entry)
    {
        rows.Begin(EntryColumns);
        rows.Add(entry.Change.Number);
        rows.Add(entry.Change.Day);
        rows.Add(entry.Number);
        rows.Add(entry.Scope);
        rows.Add(entry.Kind);
        rows.Add(entry.Time);
        if ((entry.Kind & EntryPayload.PersonalKind) != 0)
        {
            rows.AddNull();
            rows.AddNull();
            rows.AddNull();
        }
        else
        {
            rows.Add(entries.Content(entry.Record));
            AddOrNull(rows, entries.Fields(entry.Record));
            AddOrNull(rows, entries.Masked(entry.Record));
        }

        rows.Add(entry.Checksum);
    }

    private static void AddOrNull(CopyRows rows, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            rows.AddNull();
        }
        else
        {
            rows.Add(value);
        }
    }

    /// <summary>An entry that is written.</summary>
    private readonly record struct NewEntry(ConversationChange Change, long Number, int Scope, short Kind, long Time, int Record, long Checksum);
}

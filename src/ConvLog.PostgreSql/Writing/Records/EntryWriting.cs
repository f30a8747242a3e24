using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>Writes entries: the hot path.</summary>
/// <param name="entries">The entries as bytes.</param>
/// <param name="rows">Receives the new entries.</param>
/// <param name="mode">Whether entries that are already stored were found (<see cref="AddStoredTo"/>).</param>
internal sealed class EntryWriting(PreparedEntries entries, EntryRows rows, WriteMode mode)
{
    private const string FindStored = """
        SELECT entry.conversation, entry.no, entry.checksum, pii.payload, pii.checksum
        FROM unnest($1, $2, $3) AS given (conversation, day, no)
        JOIN #.entry# AS entry ON entry.conversation = given.conversation AND entry.day = given.day AND entry.no = given.no AND entry.day = ANY($4) AND entry.conversation = ANY($1)
        LEFT JOIN #.pii# AS pii ON pii.conversation = entry.conversation AND pii.day = entry.day AND pii.kind = 2 AND pii.ref = entry.no AND pii.day = ANY($4) AND pii.conversation = ANY($1)
        """;

    // The last entry of an opening and kind, whose numbers begin with the third parameter.
    private static readonly string s_findLast = FormattableString.Invariant($"""
        SELECT given.conversation, given.first, (SELECT no FROM #.entry# AS r
            WHERE r.conversation = given.conversation AND r.day = given.day AND r.day BETWEEN $4 AND $5
                AND r.no >= given.first AND r.no < given.first + {EntryNumber.MostSequences}
            ORDER BY no DESC LIMIT 1)
        FROM unnest($1, $2, $3) AS given (conversation, day, first)
        """);

    // Entries delivered before whose personal part must still be compared with the stored one.
    private readonly List<(ConversationChange Change, byte[] Personal, StoredEntry Stored)> _unverified = [];

    /// <summary>The conversations whose keys <see cref="CompareUnverified"/> needs.</summary>
    public IEnumerable<ConversationChange> Unverified => _unverified.Select(static entry => entry.Change);

    /// <summary>
    /// Adds the query for the last entry of each opening, of the kind, visible or personal, that the batch does not contain. The two kinds have different
    /// numbers, so no unique key prevents storing an entry as both: if that is possible, the batch is retried carefully.
    /// </summary>
    public static void AddLastTo(StateQueries reads, IReadOnlyList<StoreRecord> records, BatchConversations conversations)
    {
        var asked = new HashSet<(ConversationChange Change, long First)>();
        foreach (var entry in records.OfType<EntryRecord>())
        {
            if (conversations.Of(entry.ConversationId) is { IsNew: false, IsErased: false } change && change.FindWriter(entry.WriterId) is { } writer)
            {
                asked.Add((change, EntryNumber.Of(writer, 0, !entry.IsPii)));
            }
        }

        if (asked.Count > 0)
        {
            // A range of days: with a list of them, the server read all entries of a conversation to find the last.
            int[] days = [.. asked.Select(static one => one.Change.Day)];
            reads.Add(
                s_findLast,
                [asked.Select(static one => one.Change.Number).ToArray(), days, asked.Select(static one => one.First).ToArray(), days.Min(), days.Max()],
                static (change, row) => change.LastEntries[row.Int64(1)] = row.OptionalInt64(2));
        }
    }

    /// <summary>Adds the query for entries of the batch that are stored already.</summary>
    public static void AddStoredTo(StateQueries reads, IReadOnlyList<StoreRecord> records, BatchConversations conversations)
    {
        var asked = new List<(ConversationChange Change, long Number)>();
        foreach (var entry in records.OfType<EntryRecord>())
        {
            if (conversations.Of(entry.ConversationId) is { IsNew: false, IsErased: false } change && change.HasWriter(entry.WriterId))
            {
                long number = NumberOf(change, entry);
                asked.Add((change, number));
                asked.Add((change, EntryNumber.OtherOf(number))); // It may have been stored as visible and be personal now, or the reverse.
            }
        }

        if (asked.Count > 0)
        {
            object[] parameters =
            [
                asked.ConvertAll(static entry => entry.Change.Number).ToArray(), asked.ConvertAll(static entry => entry.Change.Day).ToArray(),
                    asked.ConvertAll(static entry => entry.Number).ToArray(),
                asked.Select(static entry => entry.Change.Day).Distinct().ToArray(),
            ];
            reads.Add(FindStored, parameters, static (change, row)
                => (change.StoredEntries ??= [])[EntryNumber.PositionOf(row.Int64(1))] = new StoredEntry(
                row.Int64(1), row.Int64(2), row.IsNull(3) ? null : row.Bytes(3), row.OptionalInt64(4) ?? 0));
        }
    }

    /// <param name="change">The conversation.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="index">The position of the entry in the batch.</param>
    public void Write(ConversationChange change, EntryRecord entry, int index)
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

        if (mode == WriteMode.Fast && change.MayHaveOther(number, entry.WriterId))
        {
            throw new AlreadyWrittenException();
        }

        long checksum = ChecksumOf(number);
        if (!change.AddEntry(place, entry.IsPii))
        {
            CompareWithFirst(change, place, checksum, personal);
            return;
        }

        rows.Add(new EntryRow(change, number, scope, kind, time, index, checksum));
        change.Changed |= RecordKinds.Entries;
        change.SetPersonal(PiiKind.Entry, number, personal, isNew: true);
        (entry.IsPii ? ref change.Personal : ref change.Visible).Count(entry.Level, time);

        long ChecksumOf(long number)
            => EntryPayload.Checksum(number, scope, kind, time, entries.Content(index), entries.Fields(index), entries.Masked(index), hasContent: !entry.IsPii);
    }

    /// <summary>Compares personal parts with the stored ones. A deleted or unreadable part is not a conflict.</summary>
    public void CompareUnverified(BatchKeys keys)
    {
        foreach (var (change, personal, stored) in _unverified)
        {
            byte[]? kept = keys.PartsOf(change).Open(stored.SealedPart, stored.SealedChecksum, PiiKind.Entry, stored.Number);
            change.Conflicts += kept is null || personal.AsSpan().SequenceEqual(kept) ? 0 : 1;
        }
    }

    private void Compare(ConversationChange change, long checksum, byte[]? personal, StoredEntry stored)
    {
        if (stored.Checksum != checksum)
        {
            change.Conflicts++;
        }
        else if (personal is not null && stored.SealedPart is not null)
        {
            _unverified.Add((change, personal, stored));
        }
    }

    private void CompareWithFirst(ConversationChange change, long place, long checksum, byte[]? personal)
    {
        var first = rows.Find(change, place);
        change.Conflicts += first.Checksum == checksum && personal.AsSpan().SequenceEqual(entries.Personal(first.Record)) ? 0 : 1;
    }

    private static long NumberOf(ConversationChange change, EntryRecord entry)
        => (ulong)entry.Sequence < EntryNumber.MostSequences
            ? EntryNumber.Of(change.WriterNumber(entry.WriterId), entry.Sequence, entry.IsPii)
            : throw new ConversationStoreException(StoreFault.Refused,
                $"An entry has the sequence {entry.Sequence}; this store takes 0 to {EntryNumber.MostSequences - 1} in one opening of a conversation.");
}

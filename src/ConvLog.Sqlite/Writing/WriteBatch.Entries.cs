using System.Text;
using ConvLog.Payloads;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <content>Entries: the way that has to be fast.</content>
internal sealed partial class WriteBatch
{
    /// <summary>Bits of an entry's number that hold its sequence.</summary>
    public const int SequenceBits = 28;

    private const long MostSequences = 1L << SequenceBits;
    private const string InsertEntry = "INSERT INTO entry (no, scope, kind, time, content, fields, masked, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";

    private readonly List<long> _newEntries = [];
    private byte[] _content = new byte[1_024];

    private void Write(EntryRecord entry)
    {
        if ((ulong)entry.Sequence >= MostSequences)
        {
            throw new ConversationStoreException(StoreFault.Refused, $"An entry has the sequence {entry.Sequence}; this store takes 0 to {MostSequences - 1} in one opening of a conversation.");
        }

        var change = ChangeOf(entry.ConversationId);
        long number = (change.Known.WriterNumber(session, entry.WriterId) << SequenceBits) | entry.Sequence;
        long scope = change.Known.ScopeNumber(session, entry.TurnId, entry.FunctionEventId);
        long time = entry.Timestamp.UtcTicks;
        byte[]? personal = EntryPayload.Personal(entry);
        bool isNew = entry.IsPii
            ? InsertPersonal(change, number, scope, entry.Level, time, personal!)
            : InsertVisible(change, number, scope, entry, time, personal);
        if (!isNew)
        {
            return;
        }

        if (personal is not null)
        {
            PiiRows.Keep(session, KeyOf(change), PiiKind.Entry, number, personal);
        }

        _newEntries.Add(number);
        (entry.IsPii ? ref change.Personal : ref change.Visible).Count(entry.Level, time);
    }

    private bool InsertVisible(ConversationChange change, long number, long scope, EntryRecord entry, long time, byte[]? personal)
    {
        var fields = entry.Fields.AsSpan();
        var shown = fields.IsEmpty ? default : EntryJson.ShownFields(fields);
        byte[]? masked = personal is null ? null : EntryPayload.MaskedKeys(entry.Fields);
        var content = Utf8(entry.Content);
        long checksum = EntryPayload.Checksum(number, scope, (long)entry.Level, time, content, shown, masked, hasContent: true);
        var insert = session[InsertEntry].Bind(1, number).Bind(2, scope).Bind(3, (long)entry.Level).Bind(4, time).Bind(5, content).Bind(8, checksum);
        _ = fields.IsEmpty ? insert.BindNull(6) : insert.Bind(6, shown);
        _ = masked is null ? insert.BindNull(7) : insert.Bind(7, masked);
        return Inserted(insert, change, number, checksum, personal);
    }

    private bool InsertPersonal(ConversationChange change, long number, long scope, EntryLevel level, long time, byte[] personal)
    {
        long kind = (long)level | EntryPayload.PersonalKind;
        long checksum = EntryPayload.Checksum(number, scope, kind, time, default, default, default, hasContent: false);
        var insert = session[InsertEntry].Bind(1, number).Bind(2, scope).Bind(3, kind).Bind(4, time).BindNull(5).BindNull(6).BindNull(7).Bind(8, checksum);
        return Inserted(insert, change, number, checksum, personal);
    }

    private bool Inserted(Statement insert, ConversationChange change, long number, long checksum, byte[]? personal)
    {
        if (insert.RunAndCount() == 1)
        {
            return true;
        }

        bool isSame = session["SELECT checksum FROM entry WHERE no = ?1"].Bind(1, number).Scalar() == checksum
            && (personal is null || PiiRows.IsSame(session, PartsOf(change), PiiKind.Entry, number, personal));
        Conflicts += isSame ? 0 : 1;
        return false;
    }

    private ReadOnlySpan<byte> Utf8(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_content.Length < most)
        {
            _content = new byte[most];
        }

        return _content.AsSpan(0, Encoding.UTF8.GetBytes(text, _content));
    }

    // A run of entries is one row. Only entries that are new are in a run, so each is indexed once however often it is delivered.
    private void QueueForIndex(DateTimeOffset now)
    {
        _newEntries.Sort();
        for (int first = 0; first < _newEntries.Count;)
        {
            int last = first;
            while (last + 1 < _newEntries.Count && _newEntries[last + 1] == _newEntries[last] + 1)
            {
                last++;
            }

            QueueForIndex(_newEntries[first], _newEntries[last], now);
            first = last + 1;
        }

        foreach (long turn in _textsChanged)
        {
            QueueForIndex(turn, last: null, now);
        }
    }

    private void QueueForIndex(long first, long? last, DateTimeOffset now)
        => session["INSERT INTO to_index (first, last, since) VALUES (?1, ?2, ?3)"].Bind(1, first).Bind(2, last).Bind(3, now.UtcTicks).Run();
}

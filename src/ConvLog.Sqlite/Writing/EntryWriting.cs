using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes entries, which are the hot path.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="scopes">The scopes that are new.</param>
/// <param name="payloads">The personal parts.</param>
/// <param name="index">The text index's work list.</param>
/// <param name="days">The counted days that change.</param>
internal sealed class EntryWriting(Session session, NewScopes scopes, PersonalWriting payloads, IndexQueue index, DayChanges days)
{
    private const string InsertEntry = """
        INSERT INTO entry (arrival, no, scope, kind, time, content, fields, masked, checksum)
        VALUES (?9, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT DO NOTHING
        """;

    private const string FindEntry = "SELECT checksum FROM entry WHERE no = ?1";
    private const string LastEntry = "SELECT max(no) FROM entry WHERE no BETWEEN ?1 AND ?2";

    // The last entry of each writer and kind, by the first number of its range; -1 for none.
    private readonly Dictionary<long, long> _lastEntries = [];
    private byte[] _content = new byte[1_024];

    /// <summary>How many entries arrived again with different content.</summary>
    public long Conflicts { get; private set; }

    /// <summary>The last number that was assigned to an entry in the order of arrival.</summary>
    public long LastArrival { get; private set; } = ArrivalRows.LastEntry(session);

    public void Write(ConversationChange change, EntryRecord entry)
    {
        if ((ulong)entry.Sequence >= EntryNumber.MostSequences)
        {
            throw new ConversationStoreException(StoreFault.Refused,
                $"An entry has the sequence {entry.Sequence}; this store takes 0 to {EntryNumber.MostSequences - 1} in one opening of a conversation.");
        }

        long number = EntryNumber.Of(change.Known.WriterNumber(session, entry.WriterId), entry.Sequence, entry.IsPii);
        long scope = change.Known.ScopeOf(session, scopes, entry.TurnId, entry.FunctionEventId);
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
            payloads.StoreInBlock(change, PiiKind.Entry, number, personal);
        }

        if (entry is { IsPii: false, Level: EntryLevel.Error })
        {
            days.ChangeErrors(change.Known.Number);
        }

        index.AddEntry(EntryNumber.PositionOf(number), entry.IsPii);
        (entry.IsPii ? ref change.Personal : ref change.Visible).Count(entry.Level, time);
    }

    private bool InsertVisible(ConversationChange change, long number, long scope, EntryRecord entry, long time, byte[]? personal)
    {
        if (IsStored(change.Known, EntryNumber.OtherOf(number)))
        {
            Conflicts++;
            return false;
        }

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
        if (IsStored(change.Known, EntryNumber.OtherOf(number)))
        {
            Conflicts++;
            return false;
        }

        long checksum = EntryPayload.Checksum(number, scope, kind, time, default, default, default, hasContent: false);
        var insert = session[InsertEntry].Bind(1, number).Bind(2, scope).Bind(3, kind).Bind(4, time).BindNull(5).BindNull(6).BindNull(7).Bind(8, checksum);
        return Inserted(insert, change, number, checksum, personal);
    }

    // Whether an entry was delivered before as the other kind. Queried only if that is possible: entries arrive in order, and few arrive again.
    private bool IsStored(KnownConversation conversation, long other)
    {
        var (first, last) = EntryNumber.RangeOf(other);
        ref long stored = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastEntries, first, out bool isKnown);
        if (!isKnown)
        {
            stored = (conversation.IsNew ? null : session[LastEntry].Bind(1, first).Bind(2, last).Scalar()) ?? -1;
        }

        return other <= stored && session[FindEntry].Bind(1, other).Scalar() is not null;
    }

    private bool Inserted(Statement insert, ConversationChange change, long number, long checksum, byte[]? personal)
    {
        if (insert.Bind(9, LastArrival + 1).RunAndCount() == 1)
        {
            LastArrival++;
            long first = EntryNumber.RangeOf(number).First;
            ref long last = ref CollectionsMarshal.GetValueRefOrNullRef(_lastEntries, first);
            if (!Unsafe.IsNullRef(ref last))
            {
                last = Math.Max(last, number);
            }
            else if (change.Known.IsNew)
            {
                _lastEntries[first] = number;
            }

            return true;
        }

        Compare(change, number, checksum, personal);
        return false;
    }

    private void Compare(ConversationChange change, long number, long checksum, byte[]? personal)
    {
        bool isSame = session[FindEntry].Bind(1, number).Scalar() == checksum
            && (personal is null || IsSame(payloads.PartsOf(change), number, personal));
        Conflicts += isSame ? 0 : 1;
    }

    // Whether the personal part equals the stored one, or the stored one cannot be read any more.
    private static bool IsSame(PersonalParts parts, long number, byte[] personal)
        => parts is not { Key: { } key, Blocks: { } blocks } || blocks.Open(key, PiiKind.Entry, number) is not { } kept
            || personal.AsSpan().SequenceEqual(kept);

    private ReadOnlySpan<byte> Utf8(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_content.Length < most)
        {
            _content = new byte[most];
        }

        return _content.AsSpan(0, Encoding.UTF8.GetBytes(text, _content));
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConvLog.Privacy;
using ConvLog.Storage.Privacy;

namespace ConvLog.Storage.Reading;

/// <summary>The cursors that readers get instead of a store's positions: each is valid for one reader and one query.</summary>
/// <remarks>
/// The length of a cursor reveals nothing: a position in a log has a fixed length, and the id in a position in a list is that of the last conversation on the
/// page. The presence of a cursor shows that more follows, and a store decides this from the records that the reader may see.
/// </remarks>
/// <param name="key">The host's key; null for a key derived from the store's secret.</param>
/// <param name="store">The store, which may provide a secret: until it is available, cursors are valid in this process only.</param>
internal sealed class ReaderCursors(byte[]? key, object store)
{
    private const int LogPositionLength = 3 * sizeof(long);

    // The message is the same for every fault: it must not reveal which part did not match.
    private const string Foreign =
        "This cursor was made for another reader, list, filter or store, or it was changed. Start again without a cursor.";

    private readonly ICursorSecretSource? _source = key is null ? store as ICursorSecretSource : null;
    private readonly CursorSeal _own = new(key ?? RandomNumberGenerator.GetBytes(CursorSeal.KeyLength));
    private volatile CursorSeal? _shared;

    private CursorSeal Seal => _shared ?? _own;

    public static byte[]? CheckKey(string options, byte[]? key) => key is null || key.Length == CursorSeal.KeyLength
        ? key
        : throw new ArgumentOutOfRangeException(nameof(key), $"{options}.CursorKey takes {CursorSeal.KeyLength} random bytes, not {key.Length}.");

    /// <summary>Reads the store's secret until it is known. Must be called before any other method.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (_source is null || _shared is not null)
        {
            return;
        }

        try
        {
            _shared = await _source.FindCursorSecretAsync(cancellationToken).ConfigureAwait(false) is { } secret ? new CursorSeal(secret) : null;
        }
        catch (ConversationStoreException)
        {
            // The store's health reports the missing keys. Data that needs no keys can still be read, with cursors of this process.
        }
    }

    public string? Of(ListPosition? position, Reader reader, ConversationQuery query)
        => position is null ? null : Seal.Seal(EncodePosition(position.Value, position.ConversationId), QueryFingerprint.Of(reader, query));

    public ListPosition? Read(string? cursor, Reader reader, ConversationQuery query)
    {
        if (cursor is null)
        {
            return null;
        }

        var (value, id) = DecodePosition(Opened(cursor, QueryFingerprint.Of(reader, query)));
        return new ListPosition(value, id);
    }

    public string? Of(UserPosition? position, Reader reader, UserQuery query)
        => position is null ? null : Seal.Seal(EncodePosition(position.LastStartedAt, position.Pseudonym), QueryFingerprint.Of(reader, query));

    public UserPosition? Read(string? cursor, Reader reader, UserQuery query)
    {
        if (cursor is null)
        {
            return null;
        }

        var (value, id) = DecodePosition(Opened(cursor, QueryFingerprint.Of(reader, query)));
        return new UserPosition(value, id);
    }

    public string? Of(CallPosition? position, Reader reader, CallListQuery query)
    {
        if (position is null)
        {
            return null;
        }

        string ids = string.Create(CultureInfo.InvariantCulture, $"{position.ConversationId.Length}:{position.ConversationId}{position.CallId}");
        return Seal.Seal(EncodePosition(position.Value, ids), QueryFingerprint.Of(reader, query));
    }

    public CallPosition? Read(string? cursor, Reader reader, CallListQuery query)
    {
        if (cursor is null)
        {
            return null;
        }

        var (value, ids) = DecodePosition(Opened(cursor, QueryFingerprint.Of(reader, query)));
        int start = ids.IndexOf(':', StringComparison.Ordinal) + 1;
        int end = start + int.Parse(ids.AsSpan(0, start - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return new CallPosition(value, ids[start..end], ids[end..]);
    }

    public string? Of(LogPosition? position, Reader reader, LogQuery query)
    {
        if (position is null)
        {
            return null;
        }

        Span<byte> place = stackalloc byte[LogPositionLength];
        BinaryPrimitives.WriteInt64LittleEndian(place, position.Writer);
        BinaryPrimitives.WriteInt64LittleEndian(place[sizeof(long)..], position.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(place[(2 * sizeof(long))..], position.Tie);
        return Seal.Seal(place, QueryFingerprint.Of(reader, query));
    }

    public LogPosition? Read(string? cursor, Reader reader, LogQuery query)
    {
        if (cursor is null)
        {
            return null;
        }

        ReadOnlySpan<byte> place = Opened(cursor, QueryFingerprint.Of(reader, query));
        return new LogPosition(
            BinaryPrimitives.ReadInt64LittleEndian(place),
            BinaryPrimitives.ReadInt64LittleEndian(place[sizeof(long)..]),
            BinaryPrimitives.ReadInt64LittleEndian(place[(2 * sizeof(long))..]));
    }

    public string? Of(long? place, Reader reader, AccessQuery query)
    {
        if (place is not { } before)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, before);
        return Seal.Seal(bytes, QueryFingerprint.Of(reader, query));
    }

    public long? Read(string? cursor, Reader reader, AccessQuery query)
    {
        if (cursor is null)
        {
            return null;
        }

        ReadOnlySpan<byte> place = Opened(cursor, QueryFingerprint.Of(reader, query));
        return BinaryPrimitives.ReadInt64LittleEndian(place);
    }

    /// <summary>A cursor for a place in a log, identified by a visible record; as long as a cursor that holds a position.</summary>
    public string OfRecord(Guid id, Reader reader, LogQuery query)
    {
        Span<byte> place = stackalloc byte[LogPositionLength];
        place.Clear();
        id.TryWriteBytes(place);
        return Seal.Seal(place, QueryFingerprint.Of(reader, query));
    }

    public Guid? ReadRecord(string? cursor, Reader reader, LogQuery query)
    {
        if (cursor is null)
        {
            return null;
        }

        ReadOnlySpan<byte> place = Opened(cursor, QueryFingerprint.Of(reader, query));
        return new Guid(place[..16]);
    }

    // A cursor that was sealed before the store's secret was known is still valid.
    private byte[] Opened(string cursor, byte[] question)
        => _shared?.Open(cursor, question) ?? _own.Open(cursor, question) ?? throw new InvalidCursorException(Foreign, nameof(cursor));

    private static byte[] EncodePosition(long value, string id)
    {
        byte[] place = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(id)];
        BinaryPrimitives.WriteInt64LittleEndian(place, value);
        Encoding.UTF8.GetBytes(id, place.AsSpan(sizeof(long)));
        return place;
    }

    private static (long Value, string Id) DecodePosition(ReadOnlySpan<byte> place)
        => (BinaryPrimitives.ReadInt64LittleEndian(place), Encoding.UTF8.GetString(place[sizeof(long)..]));
}

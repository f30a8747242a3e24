using System.Buffers.Binary;
using ConvLog.Payloads;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>Calls the key ring, and tells of what it does not do. Any thread; never with the keys file held, as a ring may take its time.</summary>
/// <param name="file">The keys file: each key is bound to it.</param>
/// <param name="ring">The host's; null for the file of development.</param>
/// <param name="ringPath">That file.</param>
/// <param name="time">The clock.</param>
/// <param name="troubles">Where it is told.</param>
internal sealed class WrappedKeys(KeysFile file, IKeyRing? ring, string ringPath, TimeProvider time, DatabaseTroubles troubles)
{
    private const string AnyKey = "SELECT EXISTS (SELECT 1 FROM data_key) OR EXISTS (SELECT 1 FROM hash_key)";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly KeyRing _fileRing = KeyRing.FromFile(ringPath, mustExist: true);
    private volatile Current? _current;

    /// <summary>The key in the columns "key_id, wrapped" of the one row of a statement.</summary>
    public static WrappedKey? Row(Statement row)
    {
        try
        {
            return row.Step() ? new WrappedKey(row.Text(0), row.Bytes(1).ToArray()) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    /// <summary>What a key is bound to: this keys file and the key's number.</summary>
    public byte[] ContextOf(long number)
    {
        byte[] id = file.Id;
        byte[] context = new byte[id.Length + sizeof(long)];
        id.CopyTo(context.AsSpan());
        BinaryPrimitives.WriteInt64BigEndian(context.AsSpan(id.Length), number);
        return context;
    }

    /// <summary>The id of the key that wraps. A ring tells it only by wrapping something, which is done at most twice a minute.</summary>
    /// <param name="maySkip">Whether what it was a moment ago will do.</param>
    public string CurrentId(bool maySkip = true)
        => maySkip && _current is { } known && time.GetElapsedTime(known.Since) < s_longest ? known.KeyId : Wrap(new byte[DataKey.Length], ContextOf(-1)).KeyId;

    public WrappedKey Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context)
    {
        try
        {
            var wrapped = Ring(mayMake: true).Wrap(key, context);
            _current = new Current(wrapped.KeyId, time.GetTimestamp());
            return wrapped;
        }
        catch (Exception e) when (e is not ConversationStoreException)
        {
            throw Told(e);
        }
    }

    public byte[] Unwrap(WrappedKey wrapped, ReadOnlySpan<byte> context)
    {
        try
        {
            byte[] key = Ring(mayMake: false).Unwrap(wrapped, context);
            return key.Length == DataKey.Length ? key : throw new KeyRingException($"The key ring gave {key.Length} bytes for a data key of {DataKey.Length}. It is not the one that wrapped it.");
        }
        catch (Exception e) when (e is not ConversationStoreException)
        {
            throw Told(e);
        }
    }

    // The file of development is made for the first key alone: where there are keys, theirs is lost, and another would hide that.
    private IKeyRing Ring(bool mayMake)
    {
        if (ring is not null)
        {
            return ring;
        }

        return mayMake && file.Read(static session => session[AnyKey].Scalar()) == 0 ? KeyRing.FromFile(ringPath) : _fileRing;
    }

    private ConversationStoreException Told(Exception e)
    {
        var told = e is KeyRingException
            ? new ConversationStoreException(StoreFault.Unusable, $"Personal data cannot be read or written: {e.Message}", e)
            : new ConversationStoreException(StoreFault.Unavailable, $"Personal data cannot be read or written: the key ring failed with {e.GetType().Name}.", e);
        troubles.KeyRingFailed(told);
        return told;
    }

    private sealed record Current(string KeyId, long Since);
}

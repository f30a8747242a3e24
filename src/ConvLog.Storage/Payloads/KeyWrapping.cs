using System.Buffers.Binary;
using ConvLog.Privacy;

namespace ConvLog.Storage.Payloads;

/// <summary>Calls the key ring that wraps a store's data keys, and tells of what it does not do. Any thread.</summary>
/// <param name="ring">The host's; null for the file of development.</param>
/// <param name="ringPath">That file.</param>
/// <param name="time">The clock.</param>
/// <param name="failed">Where it is told.</param>
internal sealed class KeyWrapping(IKeyRing? ring, string ringPath, TimeProvider time, Action<ConversationStoreException> failed)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly KeyRing _fileRing = KeyRing.FromFile(ringPath, mustExist: true);
    private volatile Current? _current;

    /// <summary>Whether the ring is the file of development.</summary>
    public bool IsFile => ring is null;

    /// <summary>The file that the ring is in; null where it is no file.</summary>
    public string? RingFile => ring is null ? _fileRing.FilePath : (ring as KeyRing)?.FilePath;

    /// <summary>
    /// The id of the key that wraps, as it was up to half a minute ago; null where it is not known. A ring tells it only by wrapping something.
    /// </summary>
    public string? KnownId => _current is { } known && time.GetElapsedTime(known.Since) < s_longest ? known.KeyId : null;

    /// <summary>What a key is bound to: the keys it stands among, and its number.</summary>
    public static byte[] ContextOf(ReadOnlySpan<byte> keysId, long number)
    {
        byte[] context = new byte[keysId.Length + sizeof(long)];
        keysId.CopyTo(context);
        BinaryPrimitives.WriteInt64BigEndian(context.AsSpan(keysId.Length), number);
        return context;
    }

    /// <summary>Wraps a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="context">What it is bound to.</param>
    /// <param name="isFirst">Whether there are no keys yet. Only then is the file of development made: where there are keys, theirs is lost, and another would
    /// hide that.</param>
    /// <exception cref="ConversationStoreException">The ring did not.</exception>
    public WrappedKey Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context, Func<bool> isFirst)
    {
        try
        {
            var wrapped = (ring ?? (isFirst() ? KeyRing.FromFile(ringPath) : _fileRing)).Wrap(key, context);
            _current = new Current(wrapped.KeyId, time.GetTimestamp());
            return wrapped;
        }
        catch (Exception e) when (e is not ConversationStoreException)
        {
            throw Told(e);
        }
    }

    /// <summary>Unwraps a key.</summary>
    /// <exception cref="ConversationStoreException">The ring did not, or gave something else.</exception>
    public byte[] Unwrap(WrappedKey wrapped, ReadOnlySpan<byte> context)
    {
        try
        {
            byte[] key = (ring ?? _fileRing).Unwrap(wrapped, context);
            return key.Length == DataKey.Length
                ? key : throw new KeyRingException(
                $"The key ring gave {key.Length} bytes for a data key of {DataKey.Length}. It is not the one that wrapped it.");
        }
        catch (Exception e) when (e is not ConversationStoreException)
        {
            throw Told(e);
        }
    }

    private ConversationStoreException Told(Exception e)
    {
        var told = e is KeyRingException
            ? new ConversationStoreException(StoreFault.Unusable, $"Personal data cannot be read or written: {e.Message}", e)
            : new ConversationStoreException(StoreFault.Unavailable,
                $"Personal data cannot be read or written: the key ring failed with {e.GetType().Name}.", e);
        failed(told);
        return told;
    }

    private sealed record Current(string KeyId, long Since);
}

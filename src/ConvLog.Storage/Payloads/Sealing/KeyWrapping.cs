using System.Buffers.Binary;
using ConvLog.Privacy;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>Wraps and unwraps a store's data keys with the key ring, and reports failures of the ring. Thread-safe.</summary>
/// <param name="ring">The host's key ring; null for the key file used in development.</param>
/// <param name="ringPath">The path of that file.</param>
/// <param name="time">The clock.</param>
/// <param name="failed">Receives failures of the ring.</param>
internal sealed class KeyWrapping(IKeyRing? ring, string ringPath, TimeProvider time, Action<ConversationStoreException> failed)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly KeyRing _fileRing = KeyRing.FromFile(ringPath, mustExist: true);
    private volatile Current? _current;

    /// <summary>Whether the ring is the key file used in development.</summary>
    public bool IsFile => ring is null;

    /// <summary>The file of the key ring; null if it is not a file.</summary>
    public string? RingFile => ring is null ? _fileRing.FilePath : (ring as KeyRing)?.FilePath;

    /// <summary>
    /// The ID of the current wrapping key, up to half a minute old; null if unknown. A ring returns the ID only when it wraps a key.
    /// </summary>
    public string? KnownId => _current is { } known && time.GetElapsedTime(known.Since) < s_longest ? known.KeyId : null;

    /// <summary>The context that a wrapped key is bound to: the ID of the key store, and the key's number.</summary>
    public static byte[] ContextOf(ReadOnlySpan<byte> keysId, long number)
    {
        byte[] context = new byte[keysId.Length + sizeof(long)];
        keysId.CopyTo(context);
        BinaryPrimitives.WriteInt64BigEndian(context.AsSpan(keysId.Length), number);
        return context;
    }

    /// <summary>Wraps a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="context">The context that it is bound to.</param>
    /// <param name="isFirst">Whether there are no keys yet. The key file used in development is created only then: if there are keys, their file is missing,
    /// and a new one would hide that.</param>
    /// <exception cref="ConversationStoreException">The key ring failed.</exception>
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
            throw ToStoreException(e);
        }
    }

    /// <summary>Unwraps a key.</summary>
    /// <exception cref="ConversationStoreException">The key ring failed, or returned a key of the wrong length.</exception>
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
            throw ToStoreException(e);
        }
    }

    private ConversationStoreException ToStoreException(Exception e)
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

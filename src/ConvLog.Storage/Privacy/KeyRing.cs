using System.Security.Cryptography;
using System.Text;
using ConvLog.Storage.Privacy;

namespace ConvLog.Privacy;

/// <summary>
/// Wraps data keys with wrapping keys of 32 bytes, each with an ID: AES-256-GCM with a random nonce. New data is wrapped with the current key; older keys are
/// kept for the data that they wrapped. Safe for any number of threads.
/// </summary>
/// <remarks>Anyone with a wrapping key and a copy of the store's files can read the personal data. Messages never contain a key.</remarks>
public sealed class KeyRing : IKeyRing
{
    private const byte Form = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Overhead = 1 + NonceLength + TagLength;

    private readonly IWrappingKeys _keys;

    private KeyRing(IWrappingKeys keys) => _keys = keys;

    /// <summary>Creates a ring with one key.</summary>
    /// <param name="keyId">The key's ID, which never changes: 1 to 64 of A to Z, a to z, 0 to 9, <c>-</c>, <c>_</c> and <c>.</c></param>
    /// <param name="key">32 random bytes.</param>
    /// <exception cref="ArgumentException">The ID has other characters, or the key another length.</exception>
    public KeyRing(string keyId, byte[] key)
        : this(keyId, new Dictionary<string, byte[]>(StringComparer.Ordinal) { [keyId ?? ""] = key })
    {
    }

    /// <summary>Creates a ring with several keys.</summary>
    /// <param name="currentKeyId">The ID of the key that wraps new data.</param>
    /// <param name="keys">All keys by ID, 32 random bytes each; an ID has 1 to 64 of A to Z, a to z, 0 to 9, <c>-</c>, <c>_</c> and <c>.</c></param>
    /// <exception cref="ArgumentException">An ID has other characters, a key another length, or the current key is not in the ring.</exception>
    public KeyRing(string currentKeyId, IReadOnlyDictionary<string, byte[]> keys)
        : this(new FixedWrappingKeys(currentKeyId, keys))
    {
    }

    /// <summary>
    /// Creates a ring from keys in a configuration, each as <c>id:base64</c>: the ID, a colon, and 32 random bytes in Base64, which <c>openssl rand -base64
    /// 32</c> generates.
    /// </summary>
    /// <param name="currentKey">The key that wraps new data.</param>
    /// <param name="olderKeys">The keys that were current before.</param>
    /// <exception cref="ArgumentException">A text does not have this form, or two keys have the same ID. The message does not repeat the keys.</exception>
    public static KeyRing FromBase64(string currentKey, params string[] olderKeys)
    {
        ArgumentNullException.ThrowIfNull(currentKey);
        ArgumentNullException.ThrowIfNull(olderKeys);
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        string? current = null;
        foreach (string text in olderKeys.Prepend(currentKey))
        {
            (string id, byte[] key) = KeyText.Read(text ?? "")
                ?? throw new ArgumentException($"The {(current is null ? "current" : "older")} key number {keys.Count + 1} is not \"id:base64\" of 32 bytes.",
                current is null ? nameof(currentKey) : nameof(olderKeys));
            current ??= id;
            if (!keys.TryAdd(id, key))
            {
                throw new ArgumentException($"There are two keys with the id \"{id}\". Give each key an id of its own.", nameof(olderKeys));
            }
        }

        return new KeyRing(current!, keys);
    }

    /// <summary>Creates a ring that requests keys when it needs them, such as from a secret manager. Keys are cached for 30 seconds.</summary>
    /// <param name="currentKeyId">The ID of the key that wraps new data.</param>
    /// <param name="key">Returns the 32 bytes of a key ID; null if there is no such key. Called on any thread, and concurrently.</param>
    /// <exception cref="ArgumentException">The ID is not 1 to 64 of A to Z, a to z, 0 to 9, <c>-</c>, <c>_</c> and <c>.</c></exception>
    public static KeyRing FromCallback(string currentKeyId, Func<string, byte[]?> key) => FromCallback(currentKeyId, key, TimeProvider.System);

    /// <summary>
    /// Creates a ring from a file, which is created at first use if it does not exist: mode 0600, with one random key. Read access of other users to an
    /// existing file is removed. For development: anyone who can copy the file can read the personal data, and without it no one can. Back it up separately
    /// from the data.
    /// </summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="mustExist">Whether a missing file is an error (<see cref="KeyRingException"/> at each use) instead of being created. Default false.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or blank.</exception>
    public static KeyRing FromFile(string path, bool mustExist = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new KeyRing(new KeyFile(Path.GetFullPath(path), mustExist));
    }

    /// <summary>
    /// Adds a random key to the file of <see cref="FromFile"/> as the current key; rings that use the file notice the change. Older keys are kept.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The ID of the new key.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or blank.</exception>
    /// <exception cref="KeyRingException">The file does not exist, or cannot be read or written. It is unchanged.</exception>
    public static string RotateFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new KeyFile(Path.GetFullPath(path), mustExist: true).Rotate();
    }

    /// <summary>The file of <see cref="FromFile"/>; null for other rings.</summary>
    internal string? FilePath => (_keys as KeyFile)?.Path;

    /// <inheritdoc/>
    public WrappedKey Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context)
    {
        string id = _keys.CurrentId;
        byte[] wrapped = new byte[key.Length + Overhead];
        wrapped[0] = Form;
        RandomNumberGenerator.Fill(wrapped.AsSpan(1, NonceLength));
        using var aes = new AesGcm(KeyOf(id), TagLength);
        aes.Encrypt(wrapped.AsSpan(1, NonceLength), key, wrapped.AsSpan(1 + NonceLength, key.Length), wrapped.AsSpan(^TagLength..), Bound(id, context));
        return new WrappedKey(id, wrapped);
    }

    /// <inheritdoc/>
    public byte[] Unwrap(WrappedKey wrapped, ReadOnlySpan<byte> context)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        var bytes = wrapped.Bytes.Span;
        if (bytes.Length < Overhead || bytes[0] != Form)
        {
            throw new KeyRingException(
                $"The data key wrapped with the key \"{wrapped.KeyId}\" has a format that this version does not know. It is damaged, or of another key ring.");
        }

        byte[] key = new byte[bytes.Length - Overhead];
        using var aes = new AesGcm(KeyOf(wrapped.KeyId), TagLength);
        try
        {
            aes.Decrypt(bytes.Slice(1, NonceLength), bytes.Slice(1 + NonceLength, key.Length), bytes[^TagLength..], key, Bound(wrapped.KeyId, context));
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new KeyRingException(
                $"The key \"{wrapped.KeyId}\" does not unwrap what was wrapped with a key of this id: it is another key, or what it wrapped is damaged. Give "
                + "the key ring the right one.");
        }
    }

    /// <summary>A description without keys.</summary>
    public override string ToString() => "A ring of wrapping keys";

    internal static KeyRing FromCallback(string currentKeyId, Func<string, byte[]?> key, TimeProvider time)
        => new(new CallbackWrappingKeys(currentKeyId, key, time));

    private byte[] KeyOf(string id)
        => _keys.Find(id) ?? throw new KeyRingException($"The key ring has no key \"{id}\". Give it the key that was in use when the data was written.");

    private static byte[] Bound(string id, ReadOnlySpan<byte> context) => [.. Encoding.UTF8.GetBytes(id), 0, .. context];
}

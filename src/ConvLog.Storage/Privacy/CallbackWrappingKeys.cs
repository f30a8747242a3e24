using System.Collections.Concurrent;
using ConvLog.Privacy;

namespace ConvLog.Storage.Privacy;

/// <summary>Keys from a callback of the host. Found keys are cached for a while; missing ones are requested again.</summary>
internal sealed class CallbackWrappingKeys(string currentId, Func<string, byte[]?> ask, TimeProvider time) : IWrappingKeys
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(30);

    private readonly Func<string, byte[]?> _ask = ask ?? throw new ArgumentNullException(nameof(ask));
    private readonly ConcurrentDictionary<string, (byte[] Key, long Since)> _remembered = new(StringComparer.Ordinal);

    public string CurrentId { get; } = KeyText.CheckId(currentId, "currentKeyId");

    public byte[]? Find(string id)
    {
        if (_remembered.TryGetValue(id, out var known) && time.GetElapsedTime(known.Since) < s_most)
        {
            return known.Key;
        }

        _remembered.TryRemove(id, out _);
        long since = time.GetTimestamp();
        if (Ask(id) is not { } key)
        {
            return null;
        }

        byte[] copy = key.Length == KeyText.KeyLength
            ? [.. key]
            : throw new KeyRingException($"The callback gave {key.Length} bytes for the key \"{id}\"; a key has {KeyText.KeyLength}.");
        _remembered[id] = (copy, since);
        return copy;
    }

    private byte[]? Ask(string id)
    {
        try
        {
            return _ask(id);
        }
        catch (Exception e)
        {
            throw new KeyRingException($"The callback for the key \"{id}\" failed: {e.GetType().Name}. What it asks must be within reach.", e);
        }
    }
}

using ConvLog.Privacy;

namespace ConvLog.Storage.Privacy;

/// <summary>A fixed set of keys.</summary>
internal sealed class FixedWrappingKeys : IWrappingKeys
{
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">An ID or key is not valid, or the current key is not in the set.</exception>
    public FixedWrappingKeys(string currentId, IReadOnlyDictionary<string, byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        CurrentId = KeyText.CheckId(currentId, nameof(currentId));
        foreach (var (id, key) in keys)
        {
            // A copy, so that later changes to the caller's array have no effect.
            _keys[KeyText.CheckId(id, nameof(keys))] = key is { Length: KeyText.KeyLength }
                ? [.. key]
                : throw new ArgumentException($"The key \"{id}\" has {key?.Length ?? 0} bytes; it must have {KeyText.KeyLength}.", nameof(keys));
        }

        if (!_keys.ContainsKey(currentId))
        {
            throw new ArgumentException($"The current key \"{currentId}\" is not among the {_keys.Count} keys that are given.", nameof(currentId));
        }
    }

    public string CurrentId { get; }

    public byte[]? Find(string id) => _keys.GetValueOrDefault(id);
}

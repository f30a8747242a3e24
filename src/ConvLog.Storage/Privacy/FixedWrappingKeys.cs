namespace ConvLog.Privacy;

/// <summary>Keys that are given once.</summary>
internal sealed class FixedWrappingKeys : IWrappingKeys
{
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">An id or key is none, or the current one is not among them.</exception>
    public FixedWrappingKeys(string currentId, IReadOnlyDictionary<string, byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        CurrentId = KeyText.CheckId(currentId, nameof(currentId));
        foreach (var (id, key) in keys)
        {
            // A copy: what the caller does with its array afterwards is no concern of what is wrapped.
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

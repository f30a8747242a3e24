using System.Collections;
using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;

namespace ConvLog.AspNetCore;

/// <summary>The keys that open the API and the console, each with the reader it stands for. Of a key only its SHA-256 is kept.</summary>
public sealed class ApiKeys : IEnumerable<Reader>
{
    private readonly List<ApiKey> _keys = [];

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    internal IReadOnlyList<ApiKey> Keys => _keys;

    /// <summary>Adds a key. Make it long and random: whoever has it reads.</summary>
    /// <param name="key">The key, as programs send it in the header <c>X-API-KEY</c>: visible ASCII characters without spaces, at most 512.</param>
    /// <param name="name">Whose it is, as the console shows it and the access log says who read; null: its number.</param>
    /// <param name="canReadPii">Whether its owner may see personal data; default false.</param>
    /// <exception cref="ArgumentException">The key is empty, too long, holds other characters, or was added before.</exception>
    public void Add(string key, string? name = null, bool canReadPii = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!ApiKey.IsWellFormed(key))
        {
            // The key itself stays out of the message: messages are logged.
            throw new ArgumentException($"An API key is 1 to {ApiKey.MaxLength} visible ASCII characters without spaces; this one ({key.Length} characters) is not.", nameof(key));
        }

        if (Find(key) is { } known)
        {
            throw new ArgumentException($"This API key was added before, for \"{known.Name}\".", nameof(key));
        }

        string reader = string.IsNullOrWhiteSpace(name) ? $"API key {_keys.Count + 1}" : name;
        _keys.Add(new ApiKey(ApiKey.Hash(key), new Reader(reader, canReadPii)));
    }

    /// <summary>The readers that the keys stand for.</summary>
    public IEnumerator<Reader> GetEnumerator() => _keys.Select(static key => key.Reader).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whose key this is; null where it is nobody's.</summary>
    internal Reader? Find(string key) => ApiKey.Find(_keys, key);
}

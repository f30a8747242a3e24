using System.Buffers.Text;
using System.Collections;
using System.Security.Cryptography;
using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.AspNetCore;

/// <summary>The keys that open the API and the console, each with the reader it stands for. Of a key only its SHA-256 is kept. Safe for any number of threads.</summary>
public sealed class ApiKeys : IEnumerable<Reader>
{
    private const int RandomBytes = 32;

    private readonly Lock _changing = new();

    // Replaced as a whole: requests look keys up while the host adds and removes some.
    private volatile ApiKey[] _keys = [];
    private int _added;

    /// <summary>How many there are.</summary>
    public int Count => _keys.Length;

    internal IReadOnlyList<ApiKey> Keys => _keys;

    /// <summary>How many are so short that they can be guessed.</summary>
    internal int ShortKeys => _keys.Count(static key => key.IsShort);

    /// <summary>Makes a key that nobody guesses: 256 random bits as 43 letters, digits, <c>-</c> and <c>_</c>. Nothing keeps it but whoever gets it.</summary>
    /// <returns>Another one each time.</returns>
    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Adds a key. Whoever has it reads: make it with <see cref="Generate"/>. One of fewer than 20 characters is warned of at the host's start, outside Development.</summary>
    /// <param name="key">The key, as programs send it in the header <c>X-API-KEY</c>: visible ASCII characters without spaces, at most 512.</param>
    /// <param name="name">Whose it is, as the console shows it and the access log says who read; null: its number.</param>
    /// <param name="canReadPii">Whether its owner has all permissions, that to see personal data among them; else the one to read what is not personal. Default false.</param>
    /// <exception cref="ArgumentException">The key is empty, too long, holds other characters, or was added before.</exception>
    public void Add(string key, string? name = null, bool canReadPii = false)
        => Add(key, name, canReadPii ? ConvLogPermissions.All : ConvLogPermissions.Read);

    /// <summary>Adds a key with the permissions, and for the conversations, that its owner needs.</summary>
    /// <param name="key">The key, as programs send it in the header <c>X-API-KEY</c>: visible ASCII characters without spaces, at most 512.</param>
    /// <param name="name">Whose it is, as the console shows it and the access log says who read; null: its number.</param>
    /// <param name="permissions">What its owner may do.</param>
    /// <param name="scope">Whose conversations it opens; null for all. To its owner, others are not there.</param>
    /// <exception cref="ArgumentException">The key is empty, too long, holds other characters, or was added before; or it permits something without <see cref="ConvLogPermissions.Read"/>.</exception>
    public void Add(string key, string? name, ConvLogPermissions permissions, ConversationScope? scope = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!ApiKey.IsWellFormed(key))
        {
            // The key itself stays out of the message: messages are logged.
            throw new ArgumentException($"An API key must be 1 to {ApiKey.MaxLength} visible ASCII characters without spaces; this one ({key.Length} characters) is not.", nameof(key));
        }

        if (!permissions.HasFlag(ConvLogPermissions.Read))
        {
            throw new ArgumentException($"An API key requires the permission Read; this one has {permissions}.", nameof(permissions));
        }

        lock (_changing)
        {
            if (Find(key) is { } known)
            {
                throw new ArgumentException($"This API key has already been added for \"{known.Reader.Name}\".", nameof(key));
            }

            _added++;
            string owner = string.IsNullOrWhiteSpace(name) ? $"API key {_added}" : name;
            var reader = new Reader(owner, permissions.HasFlag(ConvLogPermissions.ReadPii)) { Scope = scope ?? ConversationScope.All };
            _keys = [.. _keys, new ApiKey(ApiKey.Hash(key), reader, permissions) { IsShort = key.Length < ApiKey.ShortestSafe }];
        }
    }

    /// <summary>Removes a key, while the host runs as well: it opens nothing from then on, who signed in with it is signed out, and streams that it opened end within seconds.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_changing)
        {
            if (Find(key) is not { } known)
            {
                return false;
            }

            _keys = [.. _keys.Where(other => !ReferenceEquals(other, known))];
            return true;
        }
    }

    /// <summary>The readers that the keys stand for.</summary>
    public IEnumerator<Reader> GetEnumerator() => _keys.Select(static key => key.Reader).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whose key this is; null where it is nobody's.</summary>
    internal ApiKey? Find(string key) => ApiKey.Find(_keys, key);

    /// <summary>Whether a key is still one of these.</summary>
    internal bool Holds(ApiKey key) => Array.Exists(_keys, other => ReferenceEquals(other, key));
}

using System.Buffers.Text;
using System.Collections;
using System.Security.Cryptography;
using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.AspNetCore;

/// <summary>The API keys of the API and the console, each with its reader. Only the SHA-256 hash of a key is stored. Thread-safe.</summary>
public sealed class ApiKeys : IEnumerable<Reader>
{
    private const int RandomBytes = 32;

    private readonly Lock _changing = new();

    // Replaced as a whole: requests look keys up while the host adds and removes some.
    private volatile ApiKey[] _keys = [];
    private int _added;

    /// <summary>The number of keys.</summary>
    public int Count => _keys.Length;

    internal IReadOnlyList<ApiKey> Keys => _keys;

    /// <summary>The number of keys that are short enough to be guessed.</summary>
    internal int ShortKeys => _keys.Count(static key => key.IsShort);

    /// <summary>Generates a key: 256 random bits as 43 letters, digits, <c>-</c> and <c>_</c>. The key is not stored; the caller must keep it.</summary>
    /// <returns>A new key on each call.</returns>
    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>
    /// Adds a key. Anyone who has the key can read, so generate it with <see cref="Generate"/>. Outside Development, keys of fewer than 20 characters are
    /// logged as a warning when the host starts.
    /// </summary>
    /// <param name="key">The key, as sent in <see cref="ConvLogConsoleOptions.ApiKeyHeader"/>: 1 to 512 visible ASCII characters without spaces.</param>
    /// <param name="name">The reader's name, as shown in the console and the access log; null for a name with the number of the key.</param>
    /// <param name="canReadPii">Whether the key also reads personal data; default false. It permits reading only: what changes or erases something takes
    /// <see cref="Add(string, string?, ConvLogPermissions, ConversationScope?)"/>.</param>
    /// <exception cref="ArgumentException">The key is empty, too long, contains other characters, or has already been added.</exception>
    public void Add(string key, string? name = null, bool canReadPii = false)
        => Add(key, name, canReadPii ? ConvLogPermissions.Read | ConvLogPermissions.ReadPii : ConvLogPermissions.Read);

    /// <summary>Adds a key with permissions and a scope.</summary>
    /// <param name="key">The key, as sent in <see cref="ConvLogConsoleOptions.ApiKeyHeader"/>: 1 to 512 visible ASCII characters without spaces.</param>
    /// <param name="name">The reader's name, as shown in the console and the access log; null for a name with the number of the key.</param>
    /// <param name="permissions">The permissions of the reader.</param>
    /// <param name="scope">The conversations that the reader can access; null for all. Other conversations are reported as not found.</param>
    /// <exception cref="ArgumentException">The key is empty, too long, contains other characters, or has already been added; or <paramref name="permissions"/>
    /// lacks <see cref="ConvLogPermissions.Read"/>.</exception>
    public void Add(string key, string? name, ConvLogPermissions permissions, ConversationScope? scope = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!ApiKey.IsWellFormed(key))
        {
            // The message does not contain the key, because messages are logged.
            throw new ArgumentException(
                $"An API key must be 1 to {ApiKey.MaxLength} visible ASCII characters without spaces; this one ({key.Length} characters) is not.", nameof(key));
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
            byte[] hash = ApiKey.Hash(key);
            var reader = new Reader(owner, permissions.HasFlag(ConvLogPermissions.ReadPii))
            {
                Source = ApiKey.SourceOf(hash),
                Scope = scope ?? ConversationScope.All,
            };
            _keys = [.. _keys, new ApiKey(hash, reader, permissions) { IsShort = key.Length < ApiKey.ShortestSafe }];
        }
    }

    /// <summary>
    /// Removes a key. It can be called while the host is running: sessions that were started with the key end, and its live streams are closed within seconds.
    /// </summary>
    /// <param name="key">The key to remove.</param>
    /// <returns>True if the key was found and removed.</returns>
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

    /// <summary>The readers of the keys.</summary>
    public IEnumerator<Reader> GetEnumerator() => _keys.Select(static key => key.Reader).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The reader of a key; null for an unknown key.</summary>
    internal ApiKey? Find(string key) => ApiKey.Find(_keys, key);

    /// <summary>Whether a key has not been removed.</summary>
    internal bool Contains(ApiKey key) => Array.Exists(_keys, other => ReferenceEquals(other, key));
}

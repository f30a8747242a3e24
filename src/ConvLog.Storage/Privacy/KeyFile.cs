using System.Security.Cryptography;
using ConvLog.Privacy;

namespace ConvLog.Storage.Privacy;

/// <summary>
/// Wrapping keys in a text file, one per line, the current one last. The file is reread after changes: by <see cref="Rotate"/>, in this process or another.
/// </summary>
/// <param name="path">The absolute path of the file.</param>
/// <param name="mustExist">Whether a missing file is an error instead of being created.</param>
internal sealed class KeyFile(string path, bool mustExist) : IWrappingKeys
{
    private const string Heading =
        "# ConvLog's wrapping keys. Anyone who has them and the database can read the personal data; without them, no one can. The last one is in use.";

    private readonly Lock _lock = new();
    private Content? _content;

    /// <summary>The absolute path of the file.</summary>
    public string Path => path;

    public string CurrentId => Read().CurrentId;

    public byte[]? Find(string id) => Read().Keys.GetValueOrDefault(id);

    /// <summary>Adds a key.</summary>
    /// <returns>The ID of the key.</returns>
    public string Rotate() => Guarded(() =>
    {
        using var keyFileLock = KeyFileLock.Take(path);
        var content = TryLoad() ?? throw Missing();
        string id;
        do
        {
            id = NewId();
        }
        while (content.Keys.ContainsKey(id));

        KeyFileLock.Replace(path, [.. File.ReadAllLines(path), KeyText.Write(id, RandomNumberGenerator.GetBytes(KeyText.KeyLength))]);
        return id;
    });

    private Content Read()
    {
        lock (_lock)
        {
            return _content is { } known && known.Stamp == StampOf(path) ? known : _content = Guarded(Load);
        }
    }

    private Content Load() => TryLoad() ?? (mustExist ? throw Missing() : Make());

    // Two processes that start at the same time get the same key: the second one finds the file.
    private Content Make()
    {
        using var keyFileLock = KeyFileLock.Take(path);
        if (TryLoad() is { } made)
        {
            return made;
        }

        KeyFileLock.Replace(path, [Heading, KeyText.Write(NewId(), RandomNumberGenerator.GetBytes(KeyText.KeyLength))]);
        return TryLoad() ?? throw Missing();
    }

    // An empty file counts as missing, because files are always created with their content.
    private Content? TryLoad()
    {
        if (StorePath.Problem(path) is { } problem)
        {
            throw new KeyRingException($"The key ring cannot be kept: {problem}");
        }

        var stamp = StampOf(path);
        if (stamp.Length <= 0)
        {
            return null;
        }

        KeyFileLock.Narrow(path);
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        string? current = null;
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || lines[i].StartsWith('#'))
            {
                continue;
            }

            if (KeyText.Read(lines[i]) is not { } read || !keys.TryAdd(read.Id, read.Key))
            {
                throw new KeyRingException(
                    $"Line {i + 1} of the key ring's file \"{path}\" is not \"id:base64\" of 32 bytes, or has the id of another. Put a backup of the file in "
                    + "its place.");
            }

            current = read.Id;
        }

        return new Content(current ?? throw new KeyRingException($"The key ring's file \"{path}\" has no key. Put a backup of it in its place."), keys, stamp);
    }

    private KeyRingException Missing()
        => new($"The key ring's file \"{path}\" is missing. Data written with its keys cannot be read: restore the file, or a backup of it.");

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyRingException(
                e is FileModeException
                    ? $"The key ring's file cannot be kept from others: {e.Message}"
                    : $"The key ring's file \"{path}\" cannot be read, made or kept from others. {SystemErrors.Describe(e)} Check its folder, owner and mode.",
                e);
        }
    }

    private static string NewId() => $"key-{Convert.ToHexString(RandomNumberGenerator.GetBytes(4)).ToLowerInvariant()}";

    private static (long Length, DateTime Written) StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default);
    }

    private sealed record Content(string CurrentId, IReadOnlyDictionary<string, byte[]> Keys, (long Length, DateTime Written) Stamp);
}

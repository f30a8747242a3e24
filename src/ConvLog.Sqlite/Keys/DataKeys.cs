using ConvLog.Privacy;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Keys;

/// <summary>The data keys in the keys file, unwrapped by the key ring on demand. Any thread.</summary>
/// <remarks>
/// Unwrapped keys are remembered for 30 seconds at most, and only while their row exists: a key that another process destroys is unusable immediately. If a key
/// is not available, <see cref="ConversationStoreException"/> says why.
/// </remarks>
internal sealed partial class DataKeys
{
    private const string DeleteKey = "DELETE FROM data_key WHERE no = ?1";
    private const string KeepDestroyed = "INSERT INTO destroyed_key (no, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

    private readonly KeysFile _file;
    private readonly TimeProvider _time;
    private readonly KeyCache<KeysVersion> _remembered;
    private readonly WrappedKeys _wrapped;
    private readonly ReservedKeys _reserved;

    /// <param name="file">The keys file.</param>
    /// <param name="databasePath">The path of the data; the development key ring is next to it.</param>
    /// <param name="options">The key ring and the clock.</param>
    /// <param name="troubles">Reports keys that are not available.</param>
    public DataKeys(KeysFile file, string databasePath, SqliteStoreOptions options, DatabaseTroubles troubles)
    {
        (_file, _time) = (file, options.TimeProvider);
        _remembered = new KeyCache<KeysVersion>(options.TimeProvider);
        _wrapped = new WrappedKeys(file, options.KeyRing, databasePath + "-keyring", options.TimeProvider, troubles);
        _reserved = new ReservedKeys(file, _wrapped, options.TimeProvider);
    }

    /// <summary>Whether the wrapping keys are in a file next to the data or to the keys file: a copy of the folder then reveals everything.</summary>
    public bool IsRingNextToData(string databasePath)
        => _wrapped.RingFile is { } ring && Path.GetDirectoryName(ring) is var folder && (IsIn(folder, databasePath) || IsIn(folder, _file.Path));

    /// <summary>A new key for a conversation that has none. Its row is on the disk, and no other conversation uses it.</summary>
    /// <param name="version">The recent version of the file.</param>
    public (long Number, DataKey Key) New(KeysVersion version)
    {
        (long number, byte[] bytes) = _reserved.Take(version);
        var key = new DataKey(number, bytes);
        _remembered.Add(number, key, _remembered.Now, version);
        return (number, key);
    }

    /// <summary>The file's current version, for <see cref="Find(long, KeysVersion)"/>.</summary>
    public KeysVersion Version() => _file.Version();

    /// <summary>The key with a number; null if it was destroyed.</summary>
    public DataKey? Find(long number) => Find(number, Version());

    /// <summary>The key with a number; null if it was destroyed.</summary>
    /// <param name="number">The number.</param>
    /// <param name="version">
    /// The recent version of the file: keys destroyed before it are not found. It is read before the row, so that a change in between is noticed by the next
    /// call.
    /// </param>
    public DataKey? Find(long number, KeysVersion version)
    {
        if (_remembered.Find(number, version) is { } known)
        {
            return known;
        }

        if (_file.Read(session => session.List(KeyTable.Find(number))) is not [var row])
        {
            _remembered.Remove([number]);
            return null;
        }

        return _remembered.StillKnown(number, version) ?? Unwrap(number, row, version);
    }

    /// <summary>
    /// Destroys keys permanently: no one can read what they sealed any more. The log of the keys file contains their bytes until <see cref="CleanUp"/> empties
    /// it.
    /// </summary>
    public void Destroy(IReadOnlyCollection<long> numbers)
    {
        long now = _time.GetUtcNow().UtcTicks;
        _file.Write(session =>
        {
            foreach (long number in numbers)
            {
                session[DeleteKey].Bind(1, number).Run();
                session[KeepDestroyed].Bind(1, number).Bind(2, now).Run();
            }

            DeletionTraces.Record(session);
            return numbers.Count;
        });
        _remembered.Remove(numbers);
    }

    /// <summary>When a key was destroyed, in ticks; null if it was not.</summary>
    public long? DestroyedAt(long number) => _file.Read(session => session.Number(KeyTable.DestroyedAt(number)));

    /// <summary>Deletes reserved keys that were not used. Must be the last call before the keys file is closed.</summary>
    public void Release() => _reserved.Release();

    private DataKey Unwrap(long number, WrappedKey row, KeysVersion version)
    {
        var key = new DataKey(number, _wrapped.Unwrap(row, _wrapped.ContextOf(number)));
        _remembered.Add(number, key, _remembered.Now, version);
        return key;
    }

    private static bool IsIn(string? folder, string file) => string.Equals(folder, Path.GetDirectoryName(file), StringComparison.Ordinal);
}

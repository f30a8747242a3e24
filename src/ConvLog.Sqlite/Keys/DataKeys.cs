using ConvLog.Privacy;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Keys;

/// <summary>The data keys in the keys file, unwrapped by the key ring as they are needed. Any thread.</summary>
/// <remarks>
/// What is unwrapped is remembered for 30 seconds at most, and only while its row is there: a key that another process destroyed is gone at once.
/// Where something cannot be had, <see cref="ConversationStoreException"/> says why.
/// </remarks>
internal sealed partial class DataKeys
{
    private const string FindKey = "SELECT key_id, wrapped FROM data_key WHERE no = ?1";
    private const string DeleteKey = "DELETE FROM data_key WHERE no = ?1";
    private const string KeepDestroyed = "INSERT INTO destroyed_key (no, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string FindDestroyedKey = "SELECT at FROM destroyed_key WHERE no = ?1";

    private readonly KeysFile _file;
    private readonly TimeProvider _time;
    private readonly RememberedKeys<KeysVersion> _remembered;
    private readonly WrappedKeys _wrapped;
    private readonly ReservedKeys _reserved;

    /// <param name="file">Where they are.</param>
    /// <param name="databasePath">The data: the key ring of development is beside it.</param>
    /// <param name="options">The key ring and the clock.</param>
    /// <param name="troubles">Where it is told that a key cannot be had.</param>
    public DataKeys(KeysFile file, string databasePath, SqliteStoreOptions options, DatabaseTroubles troubles)
    {
        (_file, _time) = (file, options.TimeProvider);
        _remembered = new RememberedKeys<KeysVersion>(options.TimeProvider);
        _wrapped = new WrappedKeys(file, options.KeyRing, databasePath + "-keyring", options.TimeProvider, troubles);
        _reserved = new ReservedKeys(file, _wrapped);
    }

    /// <summary>Whether the wrapping keys are in a file beside the data, or beside their own keys file: who copies the folder can read all.</summary>
    public bool IsRingBesideData(string databasePath)
        => _wrapped.RingFile is { } ring && Path.GetDirectoryName(ring) is var folder && (IsIn(folder, databasePath) || IsIn(folder, _file.Path));

    /// <summary>A key for a conversation that has none: its row is on the disk, and it is given to nobody else.</summary>
    /// <param name="version">How the file stood a moment ago.</param>
    public (long Number, DataKey Key) New(KeysVersion version)
    {
        (long number, byte[] bytes) = _reserved.Take(version);
        var key = new DataKey(number, bytes);
        _remembered.Keep(number, key, _remembered.Now, version);
        return (number, key);
    }

    /// <summary>What <see cref="Find(long, KeysVersion)"/> takes.</summary>
    public KeysVersion Version() => _file.Version();

    /// <summary>The key of a number; null where it was destroyed.</summary>
    public DataKey? Find(long number) => Find(number, Version());

    /// <summary>The key of a number; null where it was destroyed.</summary>
    /// <param name="number">The number.</param>
    /// <param name="version">
    /// How the file stood a moment ago: what was destroyed before is not found. Looked at before the row, so that what changes in between is looked at again by
    /// whoever comes next.
    /// </param>
    public DataKey? Find(long number, KeysVersion version)
    {
        if (_remembered.Find(number, version) is { } known)
        {
            return known;
        }

        var row = _file.Read(session => RowOf(session, number));
        if (row is null)
        {
            _remembered.Forget([number]);
            return null;
        }

        return _remembered.StillKnown(number, version) ?? Unwrap(number, row, version);
    }

    /// <summary>
    /// Destroys keys, for good: what they sealed can be read by nobody any more. The log of the keys file holds their bytes until it is emptied, which
    /// <see cref="CleanUp"/> does.
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

            Traces.Leave(session);
            return numbers.Count;
        });
        _remembered.Forget(numbers);
    }

    /// <summary>When a key was destroyed, in ticks; null where it was not.</summary>
    public long? DestroyedAt(long number) => _file.Read(session => session[FindDestroyedKey].Bind(1, number).Scalar());

    /// <summary>Gives back what was reserved and not used. The last call before the keys file is closed.</summary>
    public void Release() => _reserved.Release();

    private DataKey Unwrap(long number, WrappedKey row, KeysVersion version)
    {
        var key = new DataKey(number, _wrapped.Unwrap(row, _wrapped.ContextOf(number)));
        _remembered.Keep(number, key, _remembered.Now, version);
        return key;
    }

    private static WrappedKey? RowOf(Session session, long number) => WrappedKeys.Row(session[FindKey].Bind(1, number));

    private static bool IsIn(string? folder, string file) => string.Equals(folder, Path.GetDirectoryName(file), StringComparison.Ordinal);
}

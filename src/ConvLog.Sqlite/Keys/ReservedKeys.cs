using System.Security.Cryptography;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// Data keys whose rows are on the disk and that no conversation uses yet. A row must exist before the data refers to it, and a commit for each conversation
/// would cost as much as writing the conversation. Any thread.
/// </summary>
internal sealed class ReservedKeys(KeysFile file, WrappedKeys wrapped, TimeProvider time)
{
    // Few at first: a remote key ring takes time for each key, and a process may be short-lived.
    private const int Fewest = 8;

    // The most keys to reserve while a caller waits, and ahead of time.
    private const int Most = 64;
    private const int MostAhead = 256;
    private const string DeleteDataKey = "DELETE FROM data_key WHERE no = ?1";
    private const string AnyDataKey = "SELECT 1 FROM data_key WHERE no = ?1";

    private const string Insert = "INSERT INTO data_key (no, key_id, wrapped) VALUES (?1, ?2, ?3)";

    private readonly Lock _lock = new();
    private Reserved _keys = new([], 0, default);
    private Task<Reserved>? _ahead;

    // The state of the file when the keys were written to it or last found in it; null if it has changed since.
    private (long Openings, long Others)? _seen;

    /// <summary>Takes one of the keys. It is not returned again.</summary>
    /// <param name="version">The recent version of the file.</param>
    public (long Number, byte[] Key) Take(KeysVersion version)
    {
        lock (_lock)
        {
            while (_keys.Rest.TryPop(out var key))
            {
                if (_keys.Rest.Count == _keys.Count / 4)
                {
                    int count = NextCount(MostAhead);
                    _ahead ??= Task.Run(() => Reserve(count));
                }

                if (IsStored(key.Number, version))
                {
                    return key;
                }
            }

            // A reservation in progress is not awaited, because the thread pool may have no thread for it. It is used the next time.
            _keys = (_ahead is { IsCompleted: true } ? TakePrepared() : null) ?? Reserve(NextCount(Most));
            _seen = _keys.Seen;
            return _keys.Rest.Pop();
        }
    }

    /// <summary>Deletes the unused keys.</summary>
    public void Release()
    {
        lock (_lock)
        {
            Delete(_keys.Rest);
            Delete(TakePrepared()?.Rest ?? []);
        }
    }

    private int NextCount(int most) => Math.Clamp(_keys.Count * 2, Fewest, most);

    private void Delete(Stack<(long Number, byte[] Key)> keys)
    {
        if (keys.Count == 0)
        {
            return;
        }

        try
        {
            file.Write(session =>
            {
                foreach (var (number, _) in keys)
                {
                    session[DeleteDataKey].Bind(1, number).Run();
                }

                return true;
            });
        }
        catch (ConversationStoreException)
        {
            // Their rows remain in the file, unused.
        }

        keys.Clear();
    }

    // The file may have been replaced by an older copy.
    private bool IsStored(long number, KeysVersion version)
    {
        if (_seen is { } seen && seen == (version.Openings, version.Others))
        {
            return true;
        }

        _seen = null;
        return file.Read(session => session[AnyDataKey].Bind(1, number).Scalar()) is not null;
    }

    // The keys that were reserved ahead of time, when the others ran low; null if there are none or if that failed: a caller that needs a key then tries again
    // and gets the error.
    private Reserved? TakePrepared()
    {
        var ahead = _ahead;
        _ahead = null;
        try
        {
            return ahead?.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private Reserved Reserve(int count)
    {
        var made = new List<(long Number, byte[] Key, WrappedKey Wrapped)>();
        foreach (long number in DataKeyNumbers.New(count, time.GetUtcNow()))
        {
            byte[] key = RandomNumberGenerator.GetBytes(DataKey.Length);
            made.Add((number, key, wrapped.Wrap(key, wrapped.ContextOf(number))));
        }

        // Read before the write: if the file changes in between, the keys are checked again.
        var version = file.Version();
        file.Write(session =>
        {
            foreach (var (number, _, row) in made)
            {
                session[Insert].Bind(1, number).Bind(2, row.KeyId).BindBlob(3, row.Bytes.Span).Run();
            }

            return true;
        });
        return new Reserved(new(made.Select(static one => (one.Number, one.Key))), count, (version.Openings, version.Others));
    }

    /// <param name="Rest">The unused keys.</param>
    /// <param name="Count">How many keys were reserved.</param>
    /// <param name="Seen">The state of the file when they were written.</param>
    private sealed record Reserved(Stack<(long Number, byte[] Key)> Rest, int Count, (long Openings, long Others)? Seen);
}

using System.Security.Cryptography;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// Data keys whose rows are on the disk and that nobody has yet: a row must be there before data refers to it, and a commit for each conversation would cost as
/// much as writing it. Any thread.
/// </summary>
internal sealed class ReservedKeys(KeysFile file, WrappedKeys wrapped)
{
    // Few at first: a key ring far away takes its time for each, and a process may be short-lived.
    private const int Fewest = 8;

    // While somebody waits for one, and ahead.
    private const int Most = 64;
    private const int MostAhead = 256;
    private const string DeleteDataKey = "DELETE FROM data_key WHERE no = ?1";
    private const string AnyDataKey = "SELECT 1 FROM data_key WHERE no = ?1";

    private const string Insert = "INSERT INTO data_key (no, key_id, wrapped) VALUES (?1, ?2, ?3)";

    private readonly Lock _lock = new();
    private Reserved _keys = new([], 0, default);
    private Task<Reserved>? _ahead;

    // The file as it was when they were written to it, or found in it since; null where it changed.
    private (long Openings, long Others)? _seen;

    /// <summary>One of them; it is not given again.</summary>
    /// <param name="version">How the file stood a moment ago.</param>
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

                if (IsThere(key.Number, version))
                {
                    return key;
                }
            }

            // One that is under way is not waited for: the thread pool may have no thread for it. It is for the next time.
            _keys = (_ahead is { IsCompleted: true } ? TakeAhead() : null) ?? Reserve(NextCount(Most));
            _seen = _keys.Seen;
            return _keys.Rest.Pop();
        }
    }

    /// <summary>Deletes what nobody got.</summary>
    public void Release()
    {
        lock (_lock)
        {
            Delete(_keys.Rest);
            Delete(TakeAhead()?.Rest ?? []);
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
            // They stay, and are of no use to anyone.
        }

        keys.Clear();
    }

    // An older copy of the file may stand there by now.
    private bool IsThere(long number, KeysVersion version)
    {
        if (_seen is { } seen && seen == (version.Openings, version.Others))
        {
            return true;
        }

        _seen = null;
        return file.Read(session => session[AnyDataKey].Bind(1, number).Scalar()) is not null;
    }

    // What was reserved ahead, as the others came to an end; null where it was not, or could not be: who needs a key then tries again, and is told why.
    private Reserved? TakeAhead()
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
        for (int i = 0; i < count; i++)
        {
            long number = DataKeyNumber.New();
            byte[] key = RandomNumberGenerator.GetBytes(DataKey.Length);
            made.Add((number, key, wrapped.Wrap(key, wrapped.ContextOf(number))));
        }

        // Before: where the file changes meanwhile, they are looked for again.
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

    /// <param name="Rest">Those that nobody has.</param>
    /// <param name="Count">How many they were.</param>
    /// <param name="Seen">How the file stood when they were written.</param>
    private sealed record Reserved(Stack<(long Number, byte[] Key)> Rest, int Count, (long Openings, long Others)? Seen);
}

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
    private const int Most = 64;
    private const string DeleteDataKey = "DELETE FROM data_key WHERE no = ?1";
    private const string AnyDataKey = "SELECT 1 FROM data_key WHERE no = ?1";

    private const string Insert = "INSERT INTO data_key (no, key_id, wrapped) VALUES (?1, ?2, ?3)";

    private readonly Lock _lock = new();
    private readonly Stack<(long Number, byte[] Key)> _keys = [];
    private int _next = Fewest;

    // The file as it was when they were written to it; null where it changed since.
    private (long Openings, long Others)? _seen;

    /// <summary>One of them; it is not given again.</summary>
    public (long Number, byte[] Key) Take()
    {
        lock (_lock)
        {
            var version = file.Version();
            while (_keys.TryPop(out var key))
            {
                if (IsThere(key.Number, version))
                {
                    return key;
                }
            }

            Reserve();
            return _keys.Pop();
        }
    }

    /// <summary>Deletes what nobody got.</summary>
    public void Release()
    {
        lock (_lock)
        {
            if (_keys.Count == 0)
            {
                return;
            }

            try
            {
                file.Write(session =>
                {
                    foreach (var (number, _) in _keys)
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

            _keys.Clear();
        }
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

    private void Reserve()
    {
        var made = new List<(long Number, byte[] Key, WrappedKey Wrapped)>();
        for (int i = 0; i < _next; i++)
        {
            long number = DataKeyNumber.New();
            byte[] key = RandomNumberGenerator.GetBytes(DataKey.Length);
            made.Add((number, key, wrapped.Wrap(key, wrapped.ContextOf(number))));
        }

        file.Write(session =>
        {
            foreach (var (number, _, row) in made)
            {
                session[Insert].Bind(1, number).Bind(2, row.KeyId).BindBlob(3, row.Bytes.Span).Run();
            }

            return true;
        });
        foreach (var (number, key, _) in made)
        {
            _keys.Push((number, key));
        }

        _next = Math.Min(_next * 2, Most);
        var version = file.Version();
        _seen = (version.Openings, version.Others);
    }
}

using ConvLog.Privacy;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Keys;

/// <content>Which wrapping keys are in use, and wrapping all data keys anew.</content>
internal sealed partial class DataKeys
{
    // As with dead letters: what is beyond is of no more use to a person, and would be counted row by row.
    private const int MostCounted = 100_000;
    private const int Batch = 256;

    private const string CountKeys = "SELECT key_id, count(*), min(no) FROM (SELECT key_id, no FROM data_key LIMIT ?1) GROUP BY key_id";
    private const string FindOlder = "SELECT key_id, wrapped, no FROM data_key WHERE no > ?1 AND key_id <> ?2 ORDER BY no LIMIT ?3";
    private const string UpdateKey = "UPDATE data_key SET key_id = ?2, wrapped = ?3 WHERE no = ?1 AND wrapped = ?4";
    private const string UpdateHashKey = "UPDATE hash_key SET key_id = ?1, wrapped = ?2 WHERE no = 1 AND wrapped = ?3";

    /// <summary>Counts the keys, and makes sure that the ring unwraps one of each wrapping key and wraps.</summary>
    /// <returns>How many data keys there are, and how many of them an older key wraps.</returns>
    /// <exception cref="ConversationStoreException">The keys cannot be had.</exception>
    public (long Keys, long WrappedByOlder) Check()
    {
        var counts = _file.Read(static session => Counts(session));
        if (counts.Count == 0)
        {
            return (0, 0); // Nothing is asked of the ring, which need not be there yet.
        }

        foreach (var (_, _, sample) in counts)
        {
            Find(sample);
        }

        string current = _wrapped.CurrentId();
        return (counts.Sum(static wrapping => wrapping.Count),
            counts.Where(wrapping => !string.Equals(wrapping.KeyId, current, StringComparison.Ordinal)).Sum(static wrapping => wrapping.Count));
    }

    /// <summary>
    /// Wraps with the ring's current key whatever another one wraps, in short transactions. What could not be is told at the end, and done by the next call.
    /// </summary>
    /// <returns>How many.</returns>
    /// <exception cref="ConversationStoreException">Some or all could not be.</exception>
    public long Rewrap(CancellationToken cancellationToken)
    {
        if (_file.Read(static session => Counts(session)).Count == 0)
        {
            return 0;
        }

        string current = _wrapped.CurrentId(maySkip: false);
        long done = 0, after = 0;
        var failure = RewrapHashKey(current);
        while (Older(after, current) is { Count: > 0 } rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var anew = new List<(long Number, WrappedKey Old, WrappedKey New)>();
            foreach (var (number, old) in rows)
            {
                try
                {
                    anew.Add((number, old, Anew(number, old)));
                }
                catch (ConversationStoreException e)
                {
                    failure ??= e;
                }
            }

            done += Replace(anew);
            after = rows[^1].Number;
        }

        _file.EmptyLog(); // Of the older form. Where a reader needs the log now, CleanUp finds the trace.
        return failure is null
            ? done : throw new ConversationStoreException(failure.Fault, $"{done} data keys were wrapped anew, and other keys could not be. {failure.Message}",
            failure);
    }

    private ConversationStoreException? RewrapHashKey(string current)
    {
        if (_file.Read(static session => WrappedKeys.Row(session[FindHashKey])) is not { } old || string.Equals(old.KeyId, current, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var anew = Anew(HashKey, old);
            _file.Write(session =>
            {
                Traces.Leave(session);
                return session[UpdateHashKey].Bind(1, anew.KeyId).BindBlob(2, anew.Bytes.Span).BindBlob(3, old.Bytes.Span).RunAndCount();
            });
            return null;
        }
        catch (ConversationStoreException e)
        {
            return e;
        }
    }

    private WrappedKey Anew(long number, WrappedKey old)
    {
        byte[] context = _wrapped.ContextOf(number);
        return _wrapped.Wrap(_wrapped.Unwrap(old, context), context);
    }

    private List<(long Number, WrappedKey Key)> Older(long after, string current) => _file.Read(session =>
    {
        var found = new List<(long Number, WrappedKey Key)>();
        var rows = session[FindOlder].Bind(1, after).Bind(2, current).Bind(3, Batch);
        while (rows.Step())
        {
            found.Add((rows.Int64(2), new WrappedKey(rows.Text(0), rows.Bytes(1).ToArray())));
        }

        return found;
    });

    // One that was destroyed meanwhile stays so.
    private long Replace(List<(long Number, WrappedKey Old, WrappedKey New)> keys) => _file.Write(session =>
    {
        Traces.Leave(session);
        long replaced = 0;
        foreach (var (number, old, anew) in keys)
        {
            replaced += session[UpdateKey].Bind(1, number).Bind(2, anew.KeyId).BindBlob(3, anew.Bytes.Span).BindBlob(4, old.Bytes.Span).RunAndCount();
        }

        return replaced;
    });

    private static List<(string KeyId, long Count, long Sample)> Counts(Session session)
    {
        var counts = new List<(string KeyId, long Count, long Sample)>();
        var rows = session[CountKeys].Bind(1, MostCounted);
        while (rows.Step())
        {
            counts.Add((rows.Text(0), rows.Int64(1), rows.Int64(2)));
        }

        return counts;
    }
}

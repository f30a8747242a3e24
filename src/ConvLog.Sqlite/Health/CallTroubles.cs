using ConvLog.Storage.Health;

namespace ConvLog.Sqlite.Health;

/// <summary>
/// Troubles of reads, or of writes, each by the name of the call that failed. A call that succeeds ends its own trouble and those of the file as a whole, but
/// not that of another call: a list that lacks a column continues to fail, whatever the text indexer reads. Not thread-safe, except for <see cref="IsEmpty"/>.
/// </summary>
internal sealed class CallTroubles
{
    private readonly Dictionary<string, Trouble> _troubles = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Whether there are no troubles. Any thread.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>The worst trouble, and among equals the one that has lasted longest; null for none.</summary>
    public Trouble? Worst => _troubles.Values.OrderByDescending(static trouble => trouble.Status).ThenBy(static trouble => trouble.Since).FirstOrDefault();

    /// <param name="call">The call that failed.</param>
    /// <param name="trouble">The new trouble, given the previous one.</param>
    public void Failed(string call, Func<Trouble?, Trouble> trouble)
    {
        _troubles[call] = trouble(_troubles.GetValueOrDefault(call));
        Volatile.Write(ref _count, _troubles.Count);
    }

    /// <param name="call">The call that succeeded.</param>
    public void Worked(string call) => End((name, trouble) => trouble.MayPass || string.Equals(name, call, StringComparison.Ordinal));

    /// <summary>Ends the troubles that match a condition.</summary>
    public void End(Func<string, Trouble, bool> isOver)
    {
        foreach (var (call, _) in _troubles.Where(entry => isOver(entry.Key, entry.Value)).ToArray())
        {
            _troubles.Remove(call);
        }

        Volatile.Write(ref _count, _troubles.Count);
    }
}

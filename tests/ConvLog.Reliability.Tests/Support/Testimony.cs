using System.Globalization;
using ConvLog.Reliability.Child;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>What a child said: what it gave to its sink, in the sink's order, and how much of that it was told is stored. Any thread.</summary>
internal sealed class Testimony
{
    private readonly Lock _gate = new();
    private readonly List<string> _given = [];

    public int? ProcessId { get; private set; }

    /// <summary>Whether the store was opened.</summary>
    public bool IsOpened { get; private set; }

    /// <summary>Lines heard so far.</summary>
    public int Lines { get; private set; }

    /// <summary>How many of what was given are stored, as the sink says: the first ones, where nothing was dropped.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>How many of what was given first were stored when nothing else was pending: each of them is.</summary>
    public long Settled { get; private set; }

    /// <summary>What was given up, as the sink says.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether all was given, and nothing is pending.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>What the sink said at the end; null where the child did not come to that.</summary>
    public FlushCounts? End { get; private set; }

    /// <summary>What it was told to erase or release and says is done.</summary>
    public HashSet<Guid> Decided { get; } = [];

    /// <summary>Whether all of that, or the run of retention, is done.</summary>
    public bool IsAllDecided { get; private set; }

    /// <summary>How sink and store said they are while something was pending.</summary>
    public List<string> Health { get; } = [];

    /// <summary>Whether what the sink said ever contradicted what it was given.</summary>
    public string? Contradiction { get; private set; }

    public int GivenCount
    {
        get
        {
            lock (_gate)
            {
                return _given.Count;
            }
        }
    }

    /// <summary>The records that were given.</summary>
    public List<StoreRecord> Given()
    {
        lock (_gate)
        {
            return [.. _given.Select(static line => RecordLine.Read(line))];
        }
    }

    /// <summary>Takes a line; one without its stop was cut off by the end and says nothing.</summary>
    public void Hear(string line)
    {
        if (line.Length < 2 || line[^1] != Report.Stop)
        {
            return;
        }

        lock (_gate)
        {
            Lines++;
            string text = line[1..^1];
            switch (line[0])
            {
                case Report.ProcessId: ProcessId = int.Parse(text, CultureInfo.InvariantCulture); break;
                case Report.Opened: IsOpened = true; break;
                case Report.Given: _given.Add(text); break;
                case Report.Flushed: Hear(ResultOf(text)); break;
                case Report.Health: Health.Add(text); break;
                case Report.Written: IsWritten = true; break;
                case Report.Decided: Decided.Add(Guid.Parse(text)); break;
                case Report.AllDecided: IsAllDecided = true; break;
                case Report.Ended: Hear((End = ResultOf(text)).Value); break;
                default: throw new ArgumentException($"A child said '{line}'.", nameof(line));
            }
        }
    }

    private void Hear(FlushCounts result)
    {
        // Read while others log, so that it may know of less than was given, and never of more.
        if (result.Accepted > _given.Count
            || (End is not null && result.Accepted != _given.Count))
        {
            Contradiction ??= $"{_given.Count} were given when the sink said {result}.";
        }

        Dropped = Math.Max(Dropped, result.Dropped);
        Acknowledged = Math.Max(Acknowledged, result.Stored);
        Settled = result.Pending == 0 ? Math.Max(Settled, result.Stored) : Settled;
    }

    private static FlushCounts ResultOf(string text)
    {
        long[] counts = [.. text.Split(' ').Select(static count => long.Parse(count, CultureInfo.InvariantCulture))];
        return new FlushCounts(counts[0], counts[1], counts[2]);
    }
}

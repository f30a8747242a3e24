using System.Globalization;
using ConvLog.Reliability.Child;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>The messages of a child: the records passed to its sink, in queue order, and how many of them the sink reported as stored. Thread-safe.</summary>
internal sealed class Testimony
{
    private readonly Lock _gate = new();
    private readonly List<string> _given = [];

    public int? ProcessId { get; private set; }

    /// <summary>Whether the store was opened.</summary>
    public bool IsOpened { get; private set; }

    /// <summary>The number of lines read.</summary>
    public int Lines { get; private set; }

    /// <summary>The number of stored records, as reported by the sink: the first ones if none was dropped.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The number of stored records at a time when none was pending: each of the first ones is stored.</summary>
    public long Settled { get; private set; }

    /// <summary>The number of dropped records, as reported by the sink.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether all records have been passed to the sink and none is pending.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>The final counts of the sink; null if the child was killed before.</summary>
    public FlushCounts? End { get; private set; }

    /// <summary>The decisions that the child reported as done.</summary>
    public HashSet<Guid> Decided { get; } = [];

    /// <summary>Whether all decisions, or the retention run, are done.</summary>
    public bool IsAllDecided { get; private set; }

    /// <summary>The health of sink and store while records were pending.</summary>
    public List<string> Health { get; } = [];

    /// <summary>A contradiction between the counts of the sink and the records passed to it, or null.</summary>
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

    /// <summary>The records passed to the sink.</summary>
    public List<StoreRecord> Given()
    {
        lock (_gate)
        {
            return [.. _given.Select(static line => RecordLine.Read(line))];
        }
    }

    /// <summary>Reads a line. A line without the stop character is truncated and ignored.</summary>
    public void Receive(string line)
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
                case Report.Flushed: Receive(ResultOf(text)); break;
                case Report.Health: Health.Add(text); break;
                case Report.Written: IsWritten = true; break;
                case Report.Decided: Decided.Add(Guid.Parse(text)); break;
                case Report.AllDecided: IsAllDecided = true; break;
                case Report.Ended: Receive((End = ResultOf(text)).Value); break;
                default: throw new ArgumentException($"A child said '{line}'.", nameof(line));
            }
        }
    }

    private void Receive(FlushCounts result)
    {
        // The counts are read while others log, so they may include fewer records than passed, but never more.
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

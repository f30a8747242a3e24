using ConvLog.Records;

namespace ConvLog.Storage.Statistics;

/// <summary>What the calls of one function add up to. Not thread-safe.</summary>
internal sealed class FunctionCell
{
    public long Calls { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Of those calls that have a duration: none while one runs, none where it was abandoned.</summary>
    public DurationHistogram Duration { get; } = new();

    /// <summary>The cell that these bytes are.</summary>
    /// <exception cref="InvalidDataException">They are not what <see cref="ToBytes"/> made.</exception>
    public static FunctionCell Read(ReadOnlySpan<byte> bytes)
    {
        var cell = new FunctionCell();
        cell.AddBytes(bytes);
        return cell;
    }

    /// <summary>Counts a call as it stands.</summary>
    public void Count(FunctionEventRecord call) => Count(call.Outcome, call.Duration);

    /// <summary>Counts a call as it stands.</summary>
    /// <param name="outcome">Its outcome; null while it runs.</param>
    /// <param name="duration">How long it took; null where not known.</param>
    public void Count(FunctionOutcome? outcome, TimeSpan? duration)
    {
        Add(1, outcome == FunctionOutcome.Failed ? 1 : 0);
        if (duration is { } took)
        {
            Duration.Measure(took);
        }
    }

    /// <summary>Counts calls apart from their durations, as a store does that lets its database count.</summary>
    public void Add(long calls, long failed)
    {
        Calls += calls;
        Failed += failed;
    }

    /// <summary>Counts all that another one did.</summary>
    public void Add(FunctionCell other)
    {
        Add(other.Calls, other.Failed);
        Duration.Add(other.Duration);
    }

    public byte[] ToBytes()
    {
        var writer = new VarintWriter();
        writer.Write(Calls);
        writer.Write(Failed);
        Duration.WriteTo(writer);
        return writer.ToArray();
    }

    /// <summary>Counts all that another one did.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> made of it.</param>
    /// <exception cref="InvalidDataException">It did not make these bytes. What was counted by then stays.</exception>
    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new VarintReader(bytes);
        Calls += reader.ReadInt64();
        Failed += reader.ReadInt64();
        Duration.AddFrom(ref reader);
        reader.ExpectEnd();
    }

    public FunctionStatistics ToStatistics(string name) => new() { Name = name, Calls = Calls, Failed = Failed, Duration = Duration.ToStatistics() };
}

using ConvLog.Records;

namespace ConvLog.Storage.Statistics;

/// <summary>The sums of the calls of one function. Not thread-safe.</summary>
internal sealed class FunctionCell
{
    public long Calls { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Durations of the calls that have one: running and abandoned calls do not.</summary>
    public DurationHistogram Duration { get; } = new();

    /// <summary>Deserializes a cell.</summary>
    /// <exception cref="InvalidDataException">The bytes were not written by <see cref="ToBytes"/>.</exception>
    public static FunctionCell Read(ReadOnlySpan<byte> bytes)
    {
        var cell = new FunctionCell();
        cell.AddBytes(bytes);
        return cell;
    }

    /// <summary>Counts a call in its current state.</summary>
    public void Count(FunctionEventRecord call) => Count(call.Outcome, call.Duration);

    /// <summary>Counts a call in its current state.</summary>
    /// <param name="outcome">Its outcome; null while it runs.</param>
    /// <param name="duration">How long it took; null if unknown.</param>
    public void Count(FunctionOutcome? outcome, TimeSpan? duration)
    {
        Add(1, outcome == FunctionOutcome.Failed ? 1 : 0);
        if (duration is { } took)
        {
            Duration.Measure(took);
        }
    }

    /// <summary>Counts calls without their durations, for a store that counts in its database.</summary>
    public void Add(long calls, long failed)
    {
        Calls += calls;
        Failed += failed;
    }

    /// <summary>Adds another cell.</summary>
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

    /// <summary>Adds a serialized cell.</summary>
    /// <param name="bytes">The result of <see cref="ToBytes"/>.</param>
    /// <exception cref="InvalidDataException">The bytes are not valid. Sums added before the error are kept.</exception>
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

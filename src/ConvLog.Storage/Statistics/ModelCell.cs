namespace ConvLog.Storage.Statistics;

/// <summary>The sums of the calls of one model of one provider. Not thread-safe.</summary>
internal sealed class ModelCell
{
    public long Calls { get; private set; }

    public long Failed { get; private set; }

    public UsageSum Usage { get; } = new();

    /// <summary>Durations of the calls that have one: running calls do not, nor do turns with only a usage.</summary>
    public DurationHistogram Duration { get; } = new();

    /// <summary>Times to the first token, of the calls that have one.</summary>
    public DurationHistogram FirstToken { get; } = new();

    /// <summary>Counts one call.</summary>
    public void Count(FunctionOutcome? outcome, TimeSpan? duration, TimeSpan? firstToken, ModelUsage? usage)
    {
        Add(1, outcome == FunctionOutcome.Failed ? 1 : 0);
        if (duration is { } took)
        {
            Duration.Measure(took);
        }

        if (firstToken is { } first)
        {
            FirstToken.Measure(first);
        }

        if (usage is not null)
        {
            Usage.Count(usage);
        }
    }

    /// <summary>Counts calls without their durations and usages, for a store that counts in its database.</summary>
    public void Add(long calls, long failed)
    {
        Calls += calls;
        Failed += failed;
    }

    internal void WriteTo(VarintWriter writer)
    {
        writer.Write(Calls);
        writer.Write(Failed);
        Usage.WriteTo(writer);
        Duration.WriteTo(writer);
        FirstToken.WriteTo(writer);
    }

    internal void AddFrom(ref VarintReader reader)
    {
        Add(reader.ReadInt64(), reader.ReadInt64());
        Usage.AddFrom(ref reader);
        Duration.AddFrom(ref reader);
        FirstToken.AddFrom(ref reader);
    }

    public ModelStatistics ToStatistics(string model, string? provider) => new()
    {
        Model = model,
        Provider = provider,
        Calls = Calls,
        Failed = Failed,
        Usage = Usage.ToStatistics(),
        Duration = Duration.ToStatistics(),
        TimeToFirstToken = FirstToken.ToStatistics(),
    };
}

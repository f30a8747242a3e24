namespace ConvLog.Storage.Statistics;

/// <summary>The sums of the calls of a model in conversations of one variant. Not thread-safe.</summary>
internal sealed class ModelVariantCell
{
    public long Calls { get; private set; }

    public long Failed { get; private set; }

    public UsageSum Usage { get; } = new();

    /// <summary>Counts one call.</summary>
    public void Count(FunctionOutcome? outcome, ModelUsage? usage)
    {
        Add(1, outcome == FunctionOutcome.Failed ? 1 : 0);
        if (usage is not null)
        {
            Usage.Count(usage);
        }
    }

    /// <summary>Counts calls without their usages, for a store that counts in its database.</summary>
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
    }

    internal void AddFrom(ref VarintReader reader)
    {
        Add(reader.ReadInt64(), reader.ReadInt64());
        Usage.AddFrom(ref reader);
    }

    public ModelVariant ToStatistics(string? variant) => new()
    {
        Variant = variant,
        Calls = Calls,
        Failed = Failed,
        Usage = Usage.ToStatistics(),
    };
}

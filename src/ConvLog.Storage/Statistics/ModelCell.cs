using System.Runtime.InteropServices;
using ConvLog.Entries;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics;

/// <summary>The sums of the calls of one model of one provider. Not thread-safe.</summary>
internal sealed class ModelCell
{
    private readonly Dictionary<(string Variant, bool IsKnown), ModelVariantCell> _variants = [];

    public long Calls => _variants.Values.Sum(static variant => variant.Calls);

    /// <summary>Durations of the calls that have one: running calls do not, nor do turns with only a usage.</summary>
    public DurationHistogram Duration { get; } = new();

    /// <summary>Times to the first token, of the calls that have one.</summary>
    public DurationHistogram FirstToken { get; } = new();

    /// <summary>The calls in conversations of a variant, to be added to.</summary>
    /// <param name="variant">The variant; null for conversations without one.</param>
    public ModelVariantCell VariantOf(string? variant)
    {
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _variants, (TextRules.WithoutLoneSurrogates(variant ?? ""), variant is not null), out _);
        return cell ??= new ModelVariantCell();
    }

    /// <summary>Counts one call.</summary>
    public void Count(string? variant, FunctionOutcome? outcome, TimeSpan? duration, TimeSpan? firstToken, ModelUsage? usage)
    {
        VariantOf(variant).Count(outcome, usage);
        if (duration is { } took)
        {
            Duration.Measure(took);
        }

        if (firstToken is { } first)
        {
            FirstToken.Measure(first);
        }
    }

    internal void WriteTo(VarintWriter writer)
    {
        writer.Write(_variants.Count);
        foreach (var ((variant, isKnown), cell) in _variants)
        {
            writer.WriteOptional(isKnown ? variant : null);
            cell.WriteTo(writer);
        }

        Duration.WriteTo(writer);
        FirstToken.WriteTo(writer);
    }

    internal void AddFrom(ref VarintReader reader)
    {
        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            VariantOf(reader.ReadOptionalText()).AddFrom(ref reader);
        }

        Duration.AddFrom(ref reader);
        FirstToken.AddFrom(ref reader);
    }

    public ModelStatistics ToStatistics(string model, string? provider)
    {
        var usage = new UsageSum();
        foreach (var variant in _variants.Values)
        {
            usage.Add(variant.Usage);
        }

        return new ModelStatistics
        {
            Model = model,
            Provider = provider,
            Calls = Calls,
            Failed = _variants.Values.Sum(static variant => variant.Failed),
            Usage = usage.ToStatistics(),
            Duration = Duration.ToStatistics(),
            TimeToFirstToken = FirstToken.ToStatistics(),
            Variants =
            [
                .. _variants.Where(static variant => variant.Value.Calls > 0)
                    .OrderByDescending(static variant => variant.Value.Calls)
                    .ThenBy(static variant => variant.Key.IsKnown)
                    .ThenBy(static variant => variant.Key.Variant, Utf8Order.Instance)
                    .Select(static variant => variant.Value.ToStatistics(variant.Key.IsKnown ? variant.Key.Variant : null)),
            ],
        };
    }
}

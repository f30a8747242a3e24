using ConvLog.Entries;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Statistics;

/// <summary>The sums of model usage, in 128 bits. Not thread-safe.</summary>
internal sealed class UsageSum
{
    private readonly SortedDictionary<string, CostSum> _costs = new(StringComparer.Ordinal);
    private Int128 _input;
    private Int128 _output;
    private Int128 _cached;
    private Int128 _inputOfCached;
    private Int128 _other;

    /// <summary>The tokens of a total that are known neither as input nor as output. Negative if the total is less than their sum.</summary>
    public static Int128 OtherOf(ModelUsage usage)
        => usage.ReportedTotal is { } total ? (Int128)total - (usage.InputTokens ?? 0) - (usage.OutputTokens ?? 0) : 0;

    public void Count(ModelUsage usage)
    {
        long input = usage.InputTokens ?? 0;
        Add(new TokenSums(input, usage.OutputTokens ?? 0, usage.CachedInputTokens ?? 0, usage.CachedInputTokens is null ? 0 : input, OtherOf(usage)));
        foreach (var (currency, cost) in UsageCost.Each(usage))
        {
            AddCost(TextRules.WithoutLoneSurrogates(currency), CostSum.Of(cost));
        }
    }

    /// <summary>Adds tokens, for a store that adds up in its database.</summary>
    public void Add(in TokenSums tokens)
    {
        _input += tokens.Input;
        _output += tokens.Output;
        _cached += tokens.Cached;
        _inputOfCached += tokens.InputOfCached;
        _other += tokens.Other;
    }

    /// <summary>Adds other sums.</summary>
    public void Add(UsageSum other)
    {
        Add(new TokenSums(other._input, other._output, other._cached, other._inputOfCached, other._other));
        foreach (var (currency, cost) in other._costs)
        {
            AddCost(currency, cost);
        }
    }

    /// <summary>Adds a cost, for a store that adds up in its database.</summary>
    public void AddCost(string currency, CostSum cost) => _costs[currency] = _costs.GetValueOrDefault(currency).Plus(cost);

    // The tokens, the number of currencies, and each currency with its turns and units.
    internal void WriteTo(VarintWriter writer)
    {
        writer.Write(_input);
        writer.Write(_output);
        writer.Write(_cached);
        writer.Write(_inputOfCached);
        writer.Write(_other);
        writer.Write(_costs.Count);
        foreach (var (currency, cost) in _costs)
        {
            writer.Write(currency);
            writer.Write(cost.Turns);
            writer.Write(cost.Units);
        }
    }

    internal void AddFrom(ref VarintReader reader)
    {
        Add(new TokenSums(reader.ReadInt128(), reader.ReadInt128(), reader.ReadInt128(), reader.ReadInt128(), reader.ReadInt128()));
        long currencies = reader.ReadInt64();
        for (long i = 0; i < currencies; i++)
        {
            AddCost(reader.ReadText(), new CostSum(reader.ReadInt64(), reader.ReadInt128()));
        }
    }

    public UsageStatistics ToStatistics() => new()
    {
        InputTokens = SummaryCalculator.Tokens(_input),
        OutputTokens = SummaryCalculator.Tokens(_output),
        TotalTokens = SummaryCalculator.Tokens(_input + _output + _other),
        CachedInputTokens = SummaryCalculator.Tokens(_cached),
        CachedShare = _inputOfCached > 0 ? (double)_cached / (double)_inputOfCached : null,
        Cost = _costs.ToDictionary(static cost => cost.Key, static cost => cost.Value.ToDecimal(), StringComparer.Ordinal),
    };
}

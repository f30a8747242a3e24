using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>The tokens and cost that a turn, or one of its model calls, used.</summary>
public sealed record ModelUsage
{
    /// <summary>Creates the usage of a turn or a model call.</summary>
    /// <param name="model">The model's name, as the provider writes it.</param>
    /// <param name="inputTokens">The number of prompt tokens, 0 or more; default null, for unknown.</param>
    /// <param name="outputTokens">The number of answer tokens, 0 or more; default null, for unknown.</param>
    /// <param name="cost">The cost of both, in <paramref name="currency"/>; null if unknown.</param>
    /// <param name="currency">The currency's ISO 4217 code; default USD.</param>
    /// <param name="timeToFirstToken">The time from the request to the answer's first token; null if not measured.</param>
    public ModelUsage(string model, long? inputTokens = null, long? outputTokens = null, decimal? cost = null, string? currency = null,
        TimeSpan? timeToFirstToken = null)
    {
        Model = model ?? "";
        InputTokens = NullIfNegative(inputTokens);
        OutputTokens = NullIfNegative(outputTokens);
        Cost = cost;
        Currency = currency ?? "USD";
        TimeToFirstToken = timeToFirstToken;
    }

    /// <summary>The model's name, as the provider writes it.</summary>
    public string Model { get; private init; }

    /// <summary>The number of prompt tokens; null if unknown. In this and all other counts, a negative number counts as unknown.</summary>
    public long? InputTokens { get; }

    /// <summary>The number of answer tokens; null if unknown.</summary>
    public long? OutputTokens { get; }

    /// <summary>The total number of tokens: as reported by the provider, otherwise the sum of both if both are known; null if unknown.</summary>
    public long? TotalTokens
    {
        get => field ?? SumOfInputAndOutput;
        init => field = NullIfNegative(value) is { } total && total != SumOfInputAndOutput ? total : null;
    }

    /// <summary>The cost of both, in <see cref="Currency"/>; null if unknown or in several currencies (<see cref="CostByCurrency"/>).</summary>
    public decimal? Cost { get; private init; }

    /// <summary>The currency's ISO 4217 code; of several currencies, the first in alphabetical order.</summary>
    public string Currency { get; private init; }

    /// <summary>The time from the request to the answer's first token; null if not measured.</summary>
    public TimeSpan? TimeToFirstToken { get; private init; }

    /// <summary>The part of <see cref="InputTokens"/> that the provider read from its cache, 0 or more; null if unknown.</summary>
    public long? CachedInputTokens { get; init => field = NullIfNegative(value); }

    /// <summary>The part of <see cref="InputTokens"/> that the provider wrote to its cache, 0 or more; null if unknown.</summary>
    public long? CacheWriteInputTokens { get; init => field = NullIfNegative(value); }

    /// <summary>The part of <see cref="OutputTokens"/> that the model spent on reasoning, 0 or more; null if unknown.</summary>
    public long? ReasoningTokens { get; init => field = NullIfNegative(value); }

    /// <summary>The part of <see cref="InputTokens"/> that was audio, 0 or more; null if unknown.</summary>
    public long? AudioInputTokens { get; init => field = NullIfNegative(value); }

    /// <summary>The part of <see cref="AudioInputTokens"/> that the provider read from its cache, 0 or more; null if unknown.</summary>
    public long? CachedAudioInputTokens { get; init => field = NullIfNegative(value); }

    /// <summary>The part of <see cref="OutputTokens"/> that was audio, 0 or more; null if unknown.</summary>
    public long? AudioOutputTokens { get; init => field = NullIfNegative(value); }

    /// <summary>The total that the provider reported, if it differs from the sum of both; otherwise null.</summary>
    internal long? ReportedTotal => TotalTokens == SumOfInputAndOutput ? null : TotalTokens;

    /// <summary>The costs by currency as JSON, if there are several currencies; otherwise null.</summary>
    internal string? CostJson { get; init; }

    /// <summary>The known number of tokens: the total, or the part of it that is known.</summary>
    internal long KnownTokens => TotalTokens ?? InputTokens ?? OutputTokens ?? 0;

    private long? SumOfInputAndOutput => InputTokens is null || OutputTokens is null ? null : Sum(InputTokens, OutputTokens);

    /// <summary>The cost in each currency, which is the sum over the model calls of a turn; empty if no cost is known.</summary>
    public IReadOnlyDictionary<string, decimal> CostByCurrency()
    {
        if (CostJson is null)
        {
            return Cost is { } cost ? new Dictionary<string, decimal>(StringComparer.Ordinal) { [Currency] = cost } : [];
        }

        using var json = JsonDocument.Parse(CostJson);
        return json.RootElement.EnumerateObject().ToDictionary(static cost => cost.Name, static cost => cost.Value.GetDecimal(), StringComparer.Ordinal);
    }

    /// <summary>
    /// The usage of one model call, with the call's model if the usage names none, and the call's measured time to the first token if the usage has none.
    /// </summary>
    internal ModelUsage Of(string model, TimeSpan? timeToFirstToken) => this with
    {
        Model = Model.Length > 0 ? Model : model,
        Cost = Cost is < 0 ? null : Cost,
        TimeToFirstToken = TimeToFirstToken is { Ticks: >= 0 } told ? told : timeToFirstToken,
    };

    internal ModelUsage WithoutFirstToken() => this with { TimeToFirstToken = null };

    /// <summary>The total usage of several model calls: the sum of the known values of each count, and of the costs in each currency.</summary>
    internal static ModelUsage Of(IReadOnlyList<ModelUsage> rounds)
    {
        ModelUsage sum = new("", currency: rounds[0].Currency);
        SortedDictionary<string, decimal?> costs = new(StringComparer.OrdinalIgnoreCase);
        foreach (var round in rounds)
        {
            sum = sum.Plus(round);
            foreach (var (currency, cost) in round.CostByCurrency())
            {
                costs[currency] = costs.TryGetValue(currency, out decimal? before) ? Sum(before, cost) : cost;
            }
        }

        return sum.WithCosts(costs);
    }

    // Without the cost.
    private ModelUsage Plus(ModelUsage next) => new(
        next.Model.Length > 0 ? next.Model : Model, Sum(InputTokens, next.InputTokens), Sum(OutputTokens, next.OutputTokens), currency: Currency,
        timeToFirstToken: TimeToFirstToken ?? next.TimeToFirstToken)
    {
        TotalTokens = (TotalTokens ?? next.TotalTokens) is null ? null : Sum(KnownTokens, next.KnownTokens),
        CachedInputTokens = Sum(CachedInputTokens, next.CachedInputTokens),
        CacheWriteInputTokens = Sum(CacheWriteInputTokens, next.CacheWriteInputTokens),
        ReasoningTokens = Sum(ReasoningTokens, next.ReasoningTokens),
        AudioInputTokens = Sum(AudioInputTokens, next.AudioInputTokens),
        CachedAudioInputTokens = Sum(CachedAudioInputTokens, next.CachedAudioInputTokens),
        AudioOutputTokens = Sum(AudioOutputTokens, next.AudioOutputTokens),
    };

    private ModelUsage WithCosts(SortedDictionary<string, decimal?> costs)
    {
        string json = "{";
        foreach (var (currency, cost) in costs)
        {
            if (costs.Count < 2)
            {
                return this with { Cost = cost, Currency = currency };
            }

            json += cost is null
                ? ""
                : string.Create(CultureInfo.InvariantCulture,
                    $"{(json.Length > 1 ? "," : "")}\"{JsonEncodedText.Encode(TextRules.WithoutLoneSurrogates(currency))}\":{cost}");
        }

        return costs.Count == 0 ? this : this with { Currency = costs.Keys.First(), CostJson = json + '}' };
    }

    /// <summary>A valid count: a negative one, as some providers report it, is unknown.</summary>
    private static long? NullIfNegative(long? count) => count is < 0 ? null : count;

    // Null if both are unknown.
    private static long? Sum(long? a, long? b) => a is { } one && b is { } other ? other > long.MaxValue - one ? long.MaxValue : one + other : a ?? b;

    // Null on overflow.
    private static decimal? Sum(decimal? a, decimal? b)
    {
        try
        {
            return a + b;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Writes it as the property <c>usage</c> of the library's JSON.</summary>
    internal void WriteAsUsage(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("usage");
        VisibleJson.Text(writer, "model", Model);
        VisibleJson.Number(writer, "input_tokens", InputTokens);
        VisibleJson.Number(writer, "output_tokens", OutputTokens);
        VisibleJson.Number(writer, "total_tokens", TotalTokens);
        if (Cost is { } cost)
        {
            writer.WriteNumber("cost", cost);
        }

        VisibleJson.Text(writer, "currency", Currency);
        WriteCosts(writer);
        VisibleJson.Milliseconds(writer, "time_to_first_token_ms", TimeToFirstToken);
        WriteParts(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the costs by currency, if there are several currencies.</summary>
    internal void WriteCosts(Utf8JsonWriter writer)
    {
        if (CostJson is not null)
        {
            writer.WritePropertyName("costs");
            writer.WriteRawValue(CostJson);
        }
    }

    /// <summary>Writes the known token counts that are parts of other counts.</summary>
    internal void WriteParts(Utf8JsonWriter writer)
    {
        VisibleJson.Number(writer, "cached_input_tokens", CachedInputTokens);
        VisibleJson.Number(writer, "cache_write_input_tokens", CacheWriteInputTokens);
        VisibleJson.Number(writer, "reasoning_tokens", ReasoningTokens);
        VisibleJson.Number(writer, "audio_input_tokens", AudioInputTokens);
        VisibleJson.Number(writer, "cached_audio_input_tokens", CachedAudioInputTokens);
        VisibleJson.Number(writer, "audio_output_tokens", AudioOutputTokens);
    }
}

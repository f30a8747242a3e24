using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>What a turn, or one round of it, took of a language model.</summary>
public sealed record ModelUsage
{
    /// <summary>Makes the usage of a turn or a round.</summary>
    /// <param name="model">The model's name as its provider writes it.</param>
    /// <param name="inputTokens">Tokens of the prompt, 0 or more; null, the default, where not known.</param>
    /// <param name="outputTokens">Tokens of the answer, 0 or more; null, the default, where not known.</param>
    /// <param name="cost">The price of both, in <paramref name="currency"/>; null where not known.</param>
    /// <param name="currency">The currency's ISO 4217 code; default USD.</param>
    /// <param name="timeToFirstToken">From the request to the answer's first token; null where not measured.</param>
    public ModelUsage(string model, long? inputTokens = null, long? outputTokens = null, decimal? cost = null, string? currency = null,
        TimeSpan? timeToFirstToken = null)
    {
        Model = model ?? "";
        InputTokens = Known(inputTokens);
        OutputTokens = Known(outputTokens);
        Cost = cost;
        Currency = currency ?? "USD";
        TimeToFirstToken = timeToFirstToken;
    }

    /// <summary>The model's name as its provider writes it.</summary>
    public string Model { get; private init; }

    /// <summary>Tokens of the prompt; null where not known, as with a count below zero, which none of these counts takes.</summary>
    public long? InputTokens { get; }

    /// <summary>Tokens of the answer; null where not known.</summary>
    public long? OutputTokens { get; }

    /// <summary>All tokens: as the provider tells them, else the sum of both where both are known; null where not known.</summary>
    public long? TotalTokens
    {
        get => field ?? SumOfBoth;
        init => field = Known(value) is { } total && total != SumOfBoth ? total : null;
    }

    /// <summary>The price of both, in <see cref="Currency"/>; null where not known, and in several currencies (<see cref="CostByCurrency"/>).</summary>
    public decimal? Cost { get; private init; }

    /// <summary>The currency's ISO 4217 code; the first of several in the alphabet.</summary>
    public string Currency { get; private init; }

    /// <summary>From the request to the answer's first token; null where not measured.</summary>
    public TimeSpan? TimeToFirstToken { get; private init; }

    /// <summary>Those of <see cref="InputTokens"/> that the provider read from its cache, 0 or more; null where not known.</summary>
    public long? CachedInputTokens { get; init => field = Known(value); }

    /// <summary>Those of <see cref="InputTokens"/> that the provider wrote to its cache, 0 or more; null where not known.</summary>
    public long? CacheWriteInputTokens { get; init => field = Known(value); }

    /// <summary>Those of <see cref="OutputTokens"/> that the model spent on reasoning, 0 or more; null where not known.</summary>
    public long? ReasoningTokens { get; init => field = Known(value); }

    /// <summary>Those of <see cref="InputTokens"/> that were audio, 0 or more; null where not known.</summary>
    public long? AudioInputTokens { get; init => field = Known(value); }

    /// <summary>Those of <see cref="AudioInputTokens"/> that the provider read from its cache, 0 or more; null where not known.</summary>
    public long? CachedAudioInputTokens { get; init => field = Known(value); }

    /// <summary>Those of <see cref="OutputTokens"/> that were audio, 0 or more; null where not known.</summary>
    public long? AudioOutputTokens { get; init => field = Known(value); }

    /// <summary>The total that the provider told, where it is not the sum of both; else null.</summary>
    internal long? ToldTotal => TotalTokens == SumOfBoth ? null : TotalTokens;

    /// <summary>The costs by currency as JSON, where they are in several; else null.</summary>
    internal string? CostJson { get; init; }

    /// <summary>The tokens that are known: the total, or what there is of one.</summary>
    internal long KnownTokens => TotalTokens ?? InputTokens ?? OutputTokens ?? 0;

    private long? SumOfBoth => InputTokens is null || OutputTokens is null ? null : Sum(InputTokens, OutputTokens);

    /// <summary>The cost of each currency: of a turn whose model calls cost in several, the sum of each; empty where none is known.</summary>
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
    /// What one model call took: the call's model stands where none is named, and what the call measured where the usage has no time to the first token.
    /// </summary>
    internal ModelUsage Of(string model, TimeSpan? timeToFirstToken) => this with
    {
        Model = Model.Length > 0 ? Model : model,
        Cost = Cost is < 0 ? null : Cost,
        TimeToFirstToken = TimeToFirstToken is { Ticks: >= 0 } told ? told : timeToFirstToken,
    };

    internal ModelUsage WithoutFirstToken() => this with { TimeToFirstToken = null };

    /// <summary>What several rounds took together: of each count the sum of what is known, and of the costs that of each currency.</summary>
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
                : string.Create(CultureInfo.InvariantCulture, $"{(json.Length > 1 ? "," : "")}\"{JsonEncodedText.Encode(TextRules.Whole(currency))}\":{cost}");
        }

        return costs.Count == 0 ? this : this with { Currency = costs.Keys.First(), CostJson = json + '}' };
    }

    /// <summary>A count that is one: below zero, as some providers say it, it is not known.</summary>
    private static long? Known(long? count) => count is < 0 ? null : count;

    // Null where neither tells it.
    private static long? Sum(long? a, long? b) => a is { } one && b is { } other ? other > long.MaxValue - one ? long.MaxValue : one + other : a ?? b;

    // Null where it is more than a number can hold.
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

    /// <summary>Writes it as the property <c>usage</c>, as the library's own JSON has it.</summary>
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

    /// <summary>Writes the costs by currency, where they are in several.</summary>
    internal void WriteCosts(Utf8JsonWriter writer)
    {
        if (CostJson is not null)
        {
            writer.WritePropertyName("costs");
            writer.WriteRawValue(CostJson);
        }
    }

    /// <summary>Writes the token counts that are parts of the others, as far as they are known.</summary>
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

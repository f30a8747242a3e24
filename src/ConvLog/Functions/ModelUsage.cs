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

    /// <summary>The price of both, in <see cref="Currency"/>; null where not known.</summary>
    public decimal? Cost { get; private init; }

    /// <summary>The currency's ISO 4217 code.</summary>
    public string Currency { get; }

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

    /// <summary>The tokens that are known: the total, or what there is of one.</summary>
    internal long KnownTokens => TotalTokens ?? InputTokens ?? OutputTokens ?? 0;

    private long? SumOfBoth => InputTokens is { } input && OutputTokens is { } output ? Sum(input, output) : null;

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

    /// <summary>
    /// What several rounds took together: of each count the sum of what is known. The cost is that of the rounds which have one, where they have it in one
    /// currency.
    /// </summary>
    internal static ModelUsage Of(IReadOnlyList<ModelUsage> rounds)
    {
        var priced = rounds.Where(static round => round.Cost is not null).ToList();
        bool isOneCurrency = priced.TrueForAll(round => string.Equals(round.Currency, priced[0].Currency, StringComparison.OrdinalIgnoreCase));
        return new ModelUsage(
            rounds.LastOrDefault(static round => round.Model.Length > 0)?.Model ?? "",
            Sum(rounds, static round => round.InputTokens),
            Sum(rounds, static round => round.OutputTokens),
            priced.Count == 0 || !isOneCurrency ? null : priced.Aggregate((decimal?)0m, static (sum, round) => Sum(sum, round.Cost)),
            (priced.Count > 0 ? priced : rounds)[0].Currency,
            rounds.FirstOrDefault(static round => round.TimeToFirstToken is not null)?.TimeToFirstToken)
        {
            TotalTokens = rounds.Any(static round => round.TotalTokens is not null) ? Sum(rounds, static round => round.KnownTokens) : null,
            CachedInputTokens = Sum(rounds, static round => round.CachedInputTokens),
            CacheWriteInputTokens = Sum(rounds, static round => round.CacheWriteInputTokens),
            ReasoningTokens = Sum(rounds, static round => round.ReasoningTokens),
            AudioInputTokens = Sum(rounds, static round => round.AudioInputTokens),
            CachedAudioInputTokens = Sum(rounds, static round => round.CachedAudioInputTokens),
            AudioOutputTokens = Sum(rounds, static round => round.AudioOutputTokens),
        };
    }

    /// <summary>A count that is one: below zero, as some providers say it, it is not known.</summary>
    private static long? Known(long? count) => count is < 0 ? null : count;

    // Null where no round tells it.
    private static long? Sum(IReadOnlyList<ModelUsage> rounds, Func<ModelUsage, long?> tokens)
        => rounds.Aggregate((long?)null, (sum, round) => tokens(round) is { } told ? Sum(sum ?? 0, told) : sum);

    private static long Sum(long a, long b) => b > long.MaxValue - a ? long.MaxValue : a + b;

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
        VisibleJson.Milliseconds(writer, "time_to_first_token_ms", TimeToFirstToken);
        WriteParts(writer);
        writer.WriteEndObject();
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

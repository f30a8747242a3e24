using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>What a turn, or one round of it, took of a language model.</summary>
public sealed record ModelUsage
{
    /// <summary>Makes the usage of a turn or a round.</summary>
    /// <param name="model">The model's name as its provider writes it.</param>
    /// <param name="inputTokens">Tokens of the prompt, 0 or more.</param>
    /// <param name="outputTokens">Tokens of the answer, 0 or more.</param>
    /// <param name="cost">The price of both, in <paramref name="currency"/>; null where not known.</param>
    /// <param name="currency">The currency's ISO 4217 code; default USD.</param>
    /// <param name="timeToFirstToken">From the request to the answer's first token; null where not measured.</param>
    public ModelUsage(string model, long inputTokens = 0, long outputTokens = 0, decimal? cost = null, string? currency = null,
        TimeSpan? timeToFirstToken = null)
    {
        Model = model ?? "";
        InputTokens = inputTokens;
        OutputTokens = outputTokens;
        Cost = cost;
        Currency = currency ?? "USD";
        TimeToFirstToken = timeToFirstToken;
    }

    /// <summary>The model's name as its provider writes it.</summary>
    public string Model { get; }

    /// <summary>Tokens of the prompt.</summary>
    public long InputTokens { get; }

    /// <summary>Tokens of the answer.</summary>
    public long OutputTokens { get; }

    /// <summary>Tokens of both.</summary>
    public long TotalTokens => Sum(InputTokens, OutputTokens);

    /// <summary>The price of both, in <see cref="Currency"/>; null where not known.</summary>
    public decimal? Cost { get; }

    /// <summary>The currency's ISO 4217 code.</summary>
    public string Currency { get; }

    /// <summary>From the request to the answer's first token; null where not measured.</summary>
    public TimeSpan? TimeToFirstToken { get; }

    /// <summary>Those of <see cref="InputTokens"/> that the provider read from its cache, 0 or more; null where not known.</summary>
    public long? CachedInputTokens { get; init; }

    /// <summary>Those of <see cref="OutputTokens"/> that the model spent on reasoning, 0 or more; null where not known.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>Those of <see cref="InputTokens"/> that were audio, 0 or more; null where not known.</summary>
    public long? AudioInputTokens { get; init; }

    /// <summary>Those of <see cref="AudioInputTokens"/> that the provider read from its cache, 0 or more; null where not known.</summary>
    public long? CachedAudioInputTokens { get; init; }

    /// <summary>Those of <see cref="OutputTokens"/> that were audio, 0 or more; null where not known.</summary>
    public long? AudioOutputTokens { get; init; }

    /// <summary>
    /// What one model call took, as far as it can be: a count or price below zero is not known, the call's model stands where none is named, and what the call
    /// measured where the usage has no time to the first token.
    /// </summary>
    internal ModelUsage Of(string model, TimeSpan? timeToFirstToken) => new(
        Model.Length > 0 ? Model : model,
        Math.Max(0, InputTokens),
        Math.Max(0, OutputTokens),
        Cost is < 0 ? null : Cost,
        Currency,
        TimeToFirstToken is { Ticks: >= 0 } told ? told : timeToFirstToken)
    {
        CachedInputTokens = CachedInputTokens is < 0 ? null : CachedInputTokens,
        ReasoningTokens = ReasoningTokens is < 0 ? null : ReasoningTokens,
        AudioInputTokens = AudioInputTokens is < 0 ? null : AudioInputTokens,
        CachedAudioInputTokens = CachedAudioInputTokens is < 0 ? null : CachedAudioInputTokens,
        AudioOutputTokens = AudioOutputTokens is < 0 ? null : AudioOutputTokens,
    };

    /// <summary>What several rounds took together. The cost is that of the rounds which have one, where they have it in one currency.</summary>
    internal static ModelUsage Of(IReadOnlyList<ModelUsage> rounds)
    {
        var priced = rounds.Where(static round => round.Cost is not null).ToList();
        bool isOneCurrency = priced.TrueForAll(round => string.Equals(round.Currency, priced[0].Currency, StringComparison.OrdinalIgnoreCase));
        return new ModelUsage(
            rounds.LastOrDefault(static round => round.Model.Length > 0)?.Model ?? "",
            rounds.Aggregate(0L, static (sum, round) => Sum(sum, round.InputTokens)),
            rounds.Aggregate(0L, static (sum, round) => Sum(sum, round.OutputTokens)),
            priced.Count == 0 || !isOneCurrency ? null : priced.Aggregate((decimal?)0m, static (sum, round) => Sum(sum, round.Cost)),
            (priced.Count > 0 ? priced : rounds)[0].Currency,
            rounds.FirstOrDefault(static round => round.TimeToFirstToken is not null)?.TimeToFirstToken)
        {
            CachedInputTokens = Sum(rounds, static round => round.CachedInputTokens),
            ReasoningTokens = Sum(rounds, static round => round.ReasoningTokens),
            AudioInputTokens = Sum(rounds, static round => round.AudioInputTokens),
            CachedAudioInputTokens = Sum(rounds, static round => round.CachedAudioInputTokens),
            AudioOutputTokens = Sum(rounds, static round => round.AudioOutputTokens),
        };
    }

    // Null where no round tells it.
    private static long? Sum(IReadOnlyList<ModelUsage> rounds, Func<ModelUsage, long?> tokens)
        => rounds.Aggregate((long?)null, (sum, round) => tokens(round) is { } told ? Sum(sum ?? 0, told) : sum);

    private static long Sum(long a, long b) => a > 0 && b > long.MaxValue - a ? long.MaxValue : a + b;

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
        writer.WriteNumber("input_tokens", InputTokens);
        writer.WriteNumber("output_tokens", OutputTokens);
        writer.WriteNumber("total_tokens", TotalTokens);
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
        VisibleJson.Number(writer, "reasoning_tokens", ReasoningTokens);
        VisibleJson.Number(writer, "audio_input_tokens", AudioInputTokens);
        VisibleJson.Number(writer, "cached_audio_input_tokens", CachedAudioInputTokens);
        VisibleJson.Number(writer, "audio_output_tokens", AudioOutputTokens);
    }
}

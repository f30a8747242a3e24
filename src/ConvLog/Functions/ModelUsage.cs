using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>What one turn took of a language model.</summary>
public sealed record ModelUsage
{
    /// <summary>Makes the usage of one turn.</summary>
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
    public long TotalTokens => InputTokens + OutputTokens;

    /// <summary>The price of both, in <see cref="Currency"/>; null where not known.</summary>
    public decimal? Cost { get; }

    /// <summary>The currency's ISO 4217 code.</summary>
    public string Currency { get; }

    /// <summary>From the request to the answer's first token; null where not measured.</summary>
    public TimeSpan? TimeToFirstToken { get; }

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
        writer.WriteEndObject();
    }
}

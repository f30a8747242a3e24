using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>The parameters of a request to a language model, which a host sets in addition to the messages. Visible to every reader.</summary>
public sealed record ModelParameters
{
    /// <summary>The sampling temperature; null for the model's default.</summary>
    public double? Temperature { get; init; }

    /// <summary>The maximum number of tokens of the answer; null for the model's default.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The required format of the answer, such as <c>json_schema</c>; null for text.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>The names of the tools that the model may call; empty if there are none.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>The parameters as a call keeps them: sanitized and within the limits.</summary>
    internal ModelParameters Captured(EntryCapture capture) => this with
    {
        ResponseFormat = capture.FreeText(ResponseFormat),
        Tools = [.. (Tools ?? []).Take(capture.Limits.ItemsPerCollection).Select(capture.Name)],
    };

    /// <summary>Writes them as the property <c>parameters</c>, omitting unset values.</summary>
    internal void WriteAsParameters(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("parameters");
        if (Temperature is { } temperature)
        {
            writer.WritePropertyName("temperature");
            FieldJson.WriteDouble(writer, temperature);
        }

        VisibleJson.Number(writer, "max_output_tokens", MaxOutputTokens);
        VisibleJson.Text(writer, "response_format", ResponseFormat);
        if (Tools.Count > 0)
        {
            writer.WriteStartArray("tools");
            foreach (string tool in Tools)
            {
                writer.WriteStringValue(TextRules.WithoutLoneSurrogates(tool));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}

using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A model's wish that a tool be called, as one reader may see it.</summary>
public sealed record ModelToolCallView
{
    internal ModelToolCallView()
    {
    }

    /// <summary>The id by which the model refers to it.</summary>
    public string CallId { get; internal init; } = "";

    /// <summary>The tool's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What to call it with.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogFields Arguments { get; internal init; }
}

using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>A tool call that a model requests, as one reader may see it.</summary>
public sealed record ModelToolCallView
{
    internal ModelToolCallView()
    {
    }

    /// <summary>The ID by which the model refers to the call.</summary>
    public string CallId { get; internal init; } = "";

    /// <summary>The tool's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The arguments of the call.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogFields Arguments { get; internal init; }
}

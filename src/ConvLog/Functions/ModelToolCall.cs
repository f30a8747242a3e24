using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>A model's request to call a tool. Immutable.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ModelToolCall>))]
public sealed class ModelToolCall : IVisible
{
    private readonly object? _given;

    /// <summary>Creates a tool call.</summary>
    /// <param name="callId">The ID by which the model refers to it. A function event with this ID in the same turn is linked to the model call that requested
    /// it.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments: a dictionary, a JSON object, a record or an anonymous object. Null if there are none.</param>
    public ModelToolCall(string callId, string name, object? arguments = null)
    {
        CallId = callId ?? "";
        Name = name ?? "";
        _given = arguments;
    }

    internal ModelToolCall(string callId, string name, LogFields arguments)
    {
        CallId = callId;
        Name = name;
        Arguments = arguments;
    }

    /// <summary>The ID by which the model refers to it.</summary>
    public string CallId { get; }

    /// <summary>The tool's name.</summary>
    public string Name { get; }

    /// <summary>
    /// The arguments. Empty until the message is added to a <see cref="ModelCall"/>, which captures them. Values are personal data by default, keys are
    /// visible.
    /// </summary>
    public LogFields Arguments { get; }

    /// <summary>The tool's name.</summary>
    public override string ToString() => Name;

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "call_id", CallId);
        VisibleJson.Text(writer, "name", Name);
        VisibleJson.Fields(writer, "arguments", Arguments, arePersonal: true);
        writer.WriteEndObject();
    }

    internal ModelToolCall Captured(EntryCapture capture)
        => new(capture.OptionalText(CallId)!, capture.Name(Name), _given is null && capture.KeepsText ? Arguments : capture.Arguments(_given));
}

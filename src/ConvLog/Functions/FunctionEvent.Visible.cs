using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <content>Its JSON and text, without personal data.</content>
[JsonConverter(typeof(VisibleJsonConverter<FunctionEvent>))]
public sealed partial class FunctionEvent : IVisible
{
    /// <summary>Name and outcome.</summary>
    public override string ToString() => $"{Name} ({Outcome?.ToString() ?? "running"})";

    // Personal entries and responses do not exist for a reader without the permission, and no count tells of them.
    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Text(writer, "id", Id);
        VisibleJson.Text(writer, "turn_id", Turn?.Id);
        VisibleJson.Text(writer, "parent_id", Parent?.Id);
        VisibleJson.Text(writer, "name", Name);
        VisibleJson.Text(writer, "call_id", CallId);
        VisibleJson.Time(writer, "started_at", StartedAt);
        VisibleJson.Milliseconds(writer, "duration_ms", Duration);
        VisibleJson.Name(writer, "outcome", Outcome);
        VisibleJson.Fields(writer, "arguments", Arguments, arePersonal: true);
        VisibleJson.Personal(writer, "result", Result);
        VisibleJson.Personal(writer, "error", Error);
        VisibleJson.Text(writer, "error_type", ErrorType);
        VisibleJson.All(writer, "entries", Entries.Where(static entry => !entry.IsPii));
        VisibleJson.All(writer, "api_responses", ApiResponses.Where(static response => !response.IsPii));
        VisibleJson.All(writer, "state_changes", StateChanges);
        VisibleJson.Losses(writer, Buffer.Losses(withPii: false));
        writer.WriteEndObject();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <content>Its JSON and text, without personal data.</content>
[JsonConverter(typeof(VisibleJsonConverter<Conversation>))]
public sealed partial class Conversation : IVisible
{
    /// <summary>The ids of conversation and agent.</summary>
    public override string ToString() => Info.ToString();

    // Personal entries do not exist for a reader without the permission, and no count tells of them.
    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        Info.WriteProperties(writer);
        VisibleJson.All(writer, "entries", EntriesOutsideTurns.Where(static entry => !entry.IsPii));
        VisibleJson.Losses(writer, _runtime.OwnEntries.Losses(withPii: false));
        writer.WriteEndObject();
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Serialization;

namespace ConvLog;

/// <content>JSON and text without personal data.</content>
[JsonConverter(typeof(VisibleJsonConverter<Turn>))]
public sealed partial class Turn : IVisible
{
    /// <summary>The ordinal, and the type of the exception that it failed with.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Turn {Ordinal}{(ErrorType is null ? "" : $" ({ErrorType})")}");

    // To a reader without the permission, personal entries do not exist, so they are not included in any count.
    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        new TurnSnapshot(this, SnapshotMoment.Ended).WriteProperties(writer);
        VisibleJson.All(writer, "entries", Entries.Where(static entry => !entry.IsPii));
        VisibleJson.Losses(writer, Buffer.Losses(withPii: false));
        writer.WriteEndObject();
    }
}

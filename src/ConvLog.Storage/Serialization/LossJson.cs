using System.Text.Json;

namespace ConvLog.Storage.Serialization;

/// <summary>Writes the numbers of dropped and truncated entries, in the same form for ConvLog's own API and the compatible one.</summary>
internal static class LossJson
{
    /// <summary>Writes the property <c>losses</c>.</summary>
    public static void Write(Utf8JsonWriter writer, LossCounts losses)
    {
        writer.WriteStartObject("losses");
        WriteCounts(writer, "dropped", losses.Dropped);
        WriteCounts(writer, "truncated", losses.Truncated);
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<LossReason, long> counts)
    {
        writer.WriteStartObject(name);
        foreach (var (reason, count) in counts.OrderBy(static pair => pair.Key))
        {
            writer.WriteNumber(JsonNames.Of(reason), count);
        }

        writer.WriteEndObject();
    }
}

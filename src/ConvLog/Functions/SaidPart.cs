using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog;

/// <summary>A part of an answer, as it was said; see <see cref="Turn.Say"/>.</summary>
public sealed record SaidPart
{
    /// <summary>The words, personal parts masked.</summary>
    public MaskedText Text { get; init; }

    /// <summary>When it was said, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether it only bridged a wait, such as "one moment", and is no part of the answer.</summary>
    public bool IsFiller { get; init; }

    /// <summary>Writes parts as the property <c>said</c>; left out where there are none.</summary>
    internal static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<SaidPart> parts, bool arePersonal)
    {
        if (parts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("said");
        foreach (var part in parts)
        {
            writer.WriteStartObject();
            VisibleJson.Utterance(writer, "text", part.Text, arePersonal);
            VisibleJson.Time(writer, "at", part.At);
            writer.WriteBoolean("filler", part.IsFiller);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

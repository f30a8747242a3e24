using System.Text;
using System.Text.Json;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>The parts of an answer as JSON: for each part its time in ticks, whether it is a filler, its text, and its masked form if it has one.</summary>
internal static class AnswerPartsPayload
{
    /// <summary>The parts as text; null for none.</summary>
    public static string? Text(IReadOnlyList<SaidPart>? parts)
        => parts is null or { Count: 0 } ? null : Encoding.UTF8.GetString(PayloadJson.Object(parts, static (writer, parts) => Write(writer, "said", parts)));

    /// <summary>Reads the text of <see cref="Text"/>.</summary>
    public static IReadOnlyList<SaidPart> Read(string? text)
        => text is null ? [] : JsonReading.Only(Encoding.UTF8.GetBytes(text), static (ref Utf8JsonReader reader) =>
        {
            IReadOnlyList<SaidPart> parts = [];
            while (JsonReading.NextProperty(ref reader, out _))
            {
                parts = Read(ref reader);
            }

            return parts;
        });

    /// <summary>Writes the parts as a property; omitted if there are none.</summary>
    public static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<SaidPart> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var part in parts)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(part.At.UtcTicks);
            writer.WriteNumberValue(part.IsFiller ? 1 : 0);
            UtterancePayload.WriteForms(writer, part.Text);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads the JSON of <see cref="Write"/>.</summary>
    public static IReadOnlyList<SaidPart> Read(ref Utf8JsonReader reader)
    {
        var parts = new List<SaidPart>();
        while (JsonReading.NextItem(ref reader))
        {
            reader.Read();
            var at = PayloadJson.Time(ref reader);
            reader.Read();
            bool isFiller = reader.GetInt64() != 0;
            parts.Add(new SaidPart { At = at, IsFiller = isFiller, Text = UtterancePayload.Read(ref reader) });
        }

        return parts;
    }
}

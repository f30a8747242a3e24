using System.Text;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>The event that a turn waits for, as JSON.</summary>
internal static class WaitPayload
{
    /// <summary>The wait as text; null for none.</summary>
    public static string? Text(TurnWait? wait)
        => wait is null ? null : Encoding.UTF8.GetString(PayloadJson.Object(wait, static (writer, wait) => WriteProperties(writer, wait)));

    /// <summary>Reads the text of <see cref="Text"/>.</summary>
    public static TurnWait? Read(string? text) => text is null ? null : JsonReading.Only(Encoding.UTF8.GetBytes(text), Read);

    /// <summary>Writes the wait as a property; omitted if there is none.</summary>
    public static void Write(Utf8JsonWriter writer, string name, TurnWait? wait)
    {
        if (wait is not null)
        {
            writer.WriteStartObject(name);
            WriteProperties(writer, wait);
            writer.WriteEndObject();
        }
    }

    /// <summary>Reads the JSON of <see cref="Write"/>.</summary>
    public static TurnWait Read(ref Utf8JsonReader reader)
    {
        var kind = TurnWaitKind.Other;
        string? name = null;
        string? token = null;
        List<string> calls = [];
        while (JsonReading.NextProperty(ref reader, out string property))
        {
            switch (property)
            {
                case "kind": kind = (TurnWaitKind)reader.GetInt32(); break;
                case "name": name = JsonText.Read(ref reader); break;
                case "token": token = JsonText.Read(ref reader); break;
                case "calls":
                    while (JsonReading.NextItem(ref reader))
                    {
                        calls.Add(JsonText.Read(ref reader));
                    }

                    break;
                default: throw new FormatException($"What a turn waits for has no '{property}'.");
            }
        }

        return new TurnWait(kind, [.. calls]) { Name = name, TokenHash = token };
    }

    private static void WriteProperties(Utf8JsonWriter writer, TurnWait wait)
    {
        writer.WriteNumber("kind", (int)wait.Kind);
        PayloadJson.Text(writer, "name", wait.Name);
        PayloadJson.Text(writer, "token", wait.TokenHash);
        if (wait.CallIds.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("calls");
        foreach (string id in wait.CallIds)
        {
            writer.WriteStringValue(TextRules.WithoutLoneSurrogates(id));
        }

        writer.WriteEndArray();
    }
}

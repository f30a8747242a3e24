using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>A text that may be masked, as JSON: [text], or [text, masked form].</summary>
internal static class UtterancePayload
{
    /// <summary>Writes a text as a property: [text] without a mask, [text, masked form] with one.</summary>
    public static void Write(Utf8JsonWriter writer, string name, MaskedText text)
    {
        if (text == default)
        {
            return;
        }

        writer.WriteStartArray(name);
        WriteForms(writer, text);
        writer.WriteEndArray();
    }

    /// <summary>Writes a text, and its masked form if it has one, as the last items of an array.</summary>
    public static void WriteForms(Utf8JsonWriter writer, MaskedText text)
    {
        writer.WriteStringValue(TextRules.WithoutLoneSurrogates(text.Text));
        if (text.IsMasked)
        {
            writer.WriteStringValue(TextRules.WithoutLoneSurrogates(text.Shown));
        }
    }

    /// <summary>Reads a text, and its masked form if it has one, up to the end of the array.</summary>
    public static MaskedText Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        string text = JsonText.Read(ref reader);
        if (!JsonReading.NextItem(ref reader))
        {
            return text;
        }

        string shown = JsonText.Read(ref reader);
        reader.Read();
        return new MaskedText(text, shown);
    }
}

using System.Text;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Sqlite.Tests.Lists;

/// <summary>Fields as a conversation captures them, and a description that is the same for equal fields.</summary>
internal static class CapturedFields
{
    public static LogFields Captured(LogField[] fields)
    {
        var sink = new InMemorySink();
        var conversation = new Conversation(new ConversationInfo("capture"), sink);
        conversation.Log.Info("captured", fields);
        return sink.Entries[0].Fields;
    }

    public static string Describe(LogFields fields)
        => string.Join('\n', fields.Select(static field
            => $"{JsonSerializer.Serialize(field.Key)}: {Json(field)} "
            + $"{(field.IsPii ? $"shown {JsonSerializer.Serialize(TextRules.WithoutLoneSurrogates(field.Shown!))}" : "visible")}"));

    private static string Json(LogField field)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, EntryJson.WriterOptions))
        {
            FieldJson.WriteValue(writer, field);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}

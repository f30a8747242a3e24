using System.Text;
using System.Text.Json;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Review;

/// <summary>A conversation, call or entry as the JSON of the API, indented.</summary>
internal static class CopiedJson
{
    /// <param name="view">The conversation.</param>
    /// <param name="selected">The call or entry; null for the whole conversation.</param>
    public static string Of(ConversationView view, Selection? selected)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ConversationJson.WriterOptions with { Indented = true }))
        {
            Write(json, view, selected);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, ConversationView view, Selection? selected)
    {
        switch (selected)
        {
            case null: ViewJson.Write(json, view); break;
            case { Row.Entry: { } entry }: ViewJson.Write(json, entry); break;
            case { Row.Response: { } response }: ViewJson.Write(json, response); break;
            case { Model: { } model }: ViewJson.Write(json, model); break;
            default: ViewJson.Write(json, selected.Call!); break;
        }
    }
}

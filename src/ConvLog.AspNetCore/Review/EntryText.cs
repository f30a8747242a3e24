using System.Text;
using System.Text.Json;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Review;

/// <summary>What is copied of a line of a log: the JSON that the API gives to the same reader.</summary>
internal static class EntryText
{
    public static string Of(LogRow row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ConversationJson.WriterOptions))
        {
            if (row.Entry is { } entry)
            {
                ViewJson.Write(json, entry);
            }
            else
            {
                ViewJson.Write(json, row.Response!);
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The views of one owner as the body of a document.</summary>
internal static class ViewJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<SavedView> views)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartArray();
            foreach (var view in views)
            {
                json.WriteStartObject();
                json.WriteString("id", view.Id);
                json.WriteString("name", view.Name);
                json.WriteString("query", view.Query);
                json.WriteBoolean("default", view.IsDefault);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    public static IReadOnlyList<SavedView> Read(string body, bool isOfTeam)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.EnumerateArray().Select(view
            => new SavedView(view.GetProperty("id").GetString()!, view.GetProperty("name").GetString()!, view.GetProperty("query").GetString()!)
            {
                IsDefault = view.GetProperty("default").GetBoolean(),
                IsOfTeam = isOfTeam,
            })];
    }
}

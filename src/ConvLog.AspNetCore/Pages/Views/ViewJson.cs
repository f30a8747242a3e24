using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The views of one owner as the body of a document, and the counts of views for the script of the list.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IEnumerable<SavedView>))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class ViewJson : JsonSerializerContext
{
    private static ViewJson Readable
        => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(IEnumerable<SavedView> views) => JsonSerializer.Serialize(views, Readable.IEnumerableSavedView);

    public static IReadOnlyList<SavedView> Read(string body, bool isOfTeam)
        => [.. JsonSerializer.Deserialize(body, Readable.IEnumerableSavedView)!.Select(view => view with { IsOfTeam = isOfTeam })];
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The structure of a JSON document: the types and formats at each place. Elements of a list share a place, as do values of a map.</summary>
internal static partial class JsonShape
{
    // Their keys are ordinals or names of metrics, arguments and variables.
    private static readonly string[] s_maps = ["functionEvents", "metrics", "arguments", "added", "updated"];

    public static Dictionary<string, HashSet<string>> Of(JsonElement json)
    {
        Dictionary<string, HashSet<string>> places = new(StringComparer.Ordinal);
        Walk(json, "$", places);
        return places;
    }

    private static void Walk(JsonElement json, string path, Dictionary<string, HashSet<string>> places)
    {
        if (!places.TryGetValue(path, out var types))
        {
            places[path] = types = new(StringComparer.Ordinal);
        }

        types.Add(TypeOf(json));
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
            {
                Walk(item, $"{path}[]", places);
            }
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            bool isMap = Array.Exists(s_maps, name => path.EndsWith($".{name}", StringComparison.Ordinal));
            foreach (var property in json.EnumerateObject())
            {
                Walk(property.Value, $"{path}.{(isMap ? "*" : property.Name)}", places);
            }
        }
    }

    private static string TypeOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String => FormatOf(json.GetString()!),
        _ => json.ValueKind.ToString().ToLower(CultureInfo.InvariantCulture),
    };

    private static string FormatOf(string text) => text switch
    {
        _ when ZonedTime().IsMatch(text) => "time with zone",
        _ when BareTime().IsMatch(text) => "time without zone",
        _ when HttpTime().IsMatch(text) => "time of RFC 1123",
        _ => "string",
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ZonedTime();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BareTime();

    [GeneratedRegex(@"^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HttpTime();
}

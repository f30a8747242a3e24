using System.Globalization;
using System.Text.Json;
using ConvLog.AspNetCore.Api;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>Valid and invalid parameter values, generated from their documented schemas.</summary>
internal static class ParameterSamples
{
    private static readonly Dictionary<string, string[]> s_texts = new(StringComparer.Ordinal)
    {
        ["agent"] = ["bookings", "nobody"],
        ["account"] = ["acme"],
        ["project"] = ["globex"],
        ["channel"] = ["voice"],
        ["user"] = ["user-000000000001", "user-000000000002"],
        ["function"] = ["save_guest"],
        ["q"] = ["table", "für", "409"],
        ["field"] = ["status:409", "crm:"],
        ["tz"] = ["Europe/Berlin", "Asia/Kathmandu"],
        ["conversation"] = ["a"],
        ["name"] = ["conversations", "latency", "functions", "models", "variants", "time"],
        ["id"] = ["conv-42"],
    };

    /// <summary>Values that a route accepts.</summary>
    public static IReadOnlyList<string> Valid(ApiParameter parameter)
    {
        var schema = SchemaOf(parameter);
        return TypeOf(schema) switch
        {
            "boolean" => ["true", "false"],
            "integer" => [Whole(schema, "minimum"),
                Math.Min(long.Parse(Whole(schema, "maximum"), CultureInfo.InvariantCulture), 3).ToString(CultureInfo.InvariantCulture)],
            "choice" => [.. schema.GetProperty("enum").EnumerateArray().Select(static word => word.GetString()!)],
            "time" => ["2025-01-01T00:00:00Z", "2026-06-03"],
            "uuid" => ["6f9619ff-8b86-4011-b42d-00c04fc964ff"],
            _ => s_texts.GetValueOrDefault(parameter.Name, ["a"]),
        };
    }

    /// <summary>Invalid values.</summary>
    public static IReadOnlyList<string> Invalid(ApiParameter parameter)
    {
        var schema = SchemaOf(parameter);
        return TypeOf(schema) switch
        {
            "boolean" => ["", "yes", "TRUE", "1"],
            "integer" => ["", "abc", "1.5", "0x10", "٣", "99999999999999999999",
                (long.Parse(Whole(schema, "minimum"), CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture)],
            "choice" => ["", "nonsense", schema.GetProperty("enum")[0].GetString()!.ToUpperInvariant()],
            "time" => ["", "yesterday", "2026-13-01", "2026-02-30T00:00:00Z", "1", "0001-01-01T00:00:00+14:00", "99999-01-01"],
            "uuid" => ["nonsense", "{6f9619ff-8b86-4011-b42d-00c04fc964ff}"],
            _ => InvalidTexts(parameter),
        };
    }

    private static string[] InvalidTexts(ApiParameter parameter) => parameter.Name switch
    {
        "q" => ["", " ", "?", new string('x', 257), string.Join(' ', Enumerable.Repeat("word", 17))],
        "field" => ["", "status", ":409", new string('k', 257) + ":1", "k:" + new string('v', 1_025)],
        "tz" => ["", "Nowhere/City", "../../etc/passwd", "/etc/localtime", "Europe/Berlin\n", "W. Europe Standard Time", new string('x', 65)],
        "cursor" => ["", "nonsense", "AAAA", "====", new string('A', 200), new string('x', 8_193)],
        _ => parameter.IsInPath ? [] : ["", new string('x', 1_025)],
    };

    private static JsonElement SchemaOf(ApiParameter parameter)
    {
        using var schema = JsonDocument.Parse(parameter.Schema);
        return schema.RootElement.Clone();
    }

    private static string TypeOf(JsonElement schema)
    {
        string type = schema.GetProperty("type").GetString()!;
        string? format = schema.TryGetProperty("format", out var told) ? told.GetString() : null;
        return (type, format) switch
        {
            ("string", "date-time") => "time",
            ("string", "uuid") => "uuid",
            ("string", _) when schema.TryGetProperty("enum", out _) => "choice",
            _ => type,
        };
    }

    private static string Whole(JsonElement schema, string name) => schema.GetProperty(name).GetRawText();
}

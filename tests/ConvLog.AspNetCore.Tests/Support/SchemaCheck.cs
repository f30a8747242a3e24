using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>
/// Checks JSON against the JSON Schema of an OpenAPI document, as far as our document uses it. Stricter in one respect: an undeclared property is an error
/// unless the schema permits additional ones.
/// </summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly string[] s_known =
    [
        "$ref", "oneOf", "type", "format", "enum", "required", "properties", "additionalProperties", "items", "minimum", "maximum", "minLength", "maxLength",
            "maxItems", "pattern", "default", "description", "x-ms-primary-error-message",
    ];

    /// <summary>The differences by place.</summary>
    public IReadOnlyList<string> Differences(JsonElement schema, JsonElement value)
    {
        List<string> found = [];
        Check(schema, value, "$", found);
        return found;
    }

    private void Check(JsonElement schema, JsonElement value, string place, List<string> found)
    {
        found.AddRange(schema.EnumerateObject().Where(static word => !s_known.Contains(word.Name, StringComparer.Ordinal))
            .Select(word => $"{place}: the schema says {word.Name}, which is not checked"));
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(Resolve(reference.GetString()!), value, place, found);
            return;
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            int fitting = choices.EnumerateArray().Count(choice => Differences(choice, value).Count == 0);
            if (fitting != 1)
            {
                found.Add($"{place}: fits {fitting} of {choices.GetArrayLength()} choices: "
                    + $"{string.Join("; ", choices.EnumerateArray().SelectMany(choice => Differences(choice, value)))}");
            }

            return;
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(name => IsOf(name, value)))
        {
            found.Add($"{place}: is {value.ValueKind}, not {type}");
            return;
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
        {
            found.Add($"{place}: is {value}, not one of {words}");
        }

        CheckValue(schema, value, place, found);
    }

    private void CheckValue(JsonElement schema, JsonElement value, string place, List<string> found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: CheckObject(schema, value, place, found); break;
            case JsonValueKind.Array when schema.TryGetProperty("items", out var items):
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    Check(items, item, string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"), found);
                }

                break;
            case JsonValueKind.String: CheckText(schema, value.GetString()!, place, found); break;
            case JsonValueKind.Number:
                if (schema.TryGetProperty("format", out var format) && !IsInFormat(format.GetString()!, value))
                {
                    found.Add($"{place}: {value} is not an {format}");
                }

                if ((schema.TryGetProperty("minimum", out var least) && value.GetDouble() < least.GetDouble())
                    || (schema.TryGetProperty("maximum", out var most) && value.GetDouble() > most.GetDouble()))
                {
                    found.Add($"{place}: {value} is out of range");
                }

                break;
        }
    }

    private void CheckObject(JsonElement schema, JsonElement value, string place, List<string> found)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            found.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place}.{name}: missing"));
        }

        foreach (var property in value.EnumerateObject())
        {
            string at = $"{place}.{property.Name}";
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out var known))
            {
                Check(known, property.Value, at, found);
            }
            else if (schema.TryGetProperty("additionalProperties", out var others))
            {
                if (others.ValueKind == JsonValueKind.Object)
                {
                    Check(others, property.Value, at, found);
                }
            }
            else if (schema.TryGetProperty("properties", out _))
            {
                found.Add($"{at}: not in the schema");
            }
        }
    }

    private static void CheckText(JsonElement schema, string text, string place, List<string> found)
    {
        bool fits = !schema.TryGetProperty("format", out var format) || format.GetString() switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains('T', StringComparison.Ordinal),
            "binary" => true,
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            var other => throw new InvalidOperationException($"{place}: the format {other} is not checked."),
        };
        if (!fits)
        {
            found.Add($"{place}: \"{text}\" is not a {format}");
        }

        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!, default, TimeSpan.FromSeconds(1)))
        {
            found.Add($"{place}: \"{text}\" does not match {pattern}");
        }

        if ((schema.TryGetProperty("minLength", out var least) && text.Length < least.GetInt32())
            || (schema.TryGetProperty("maxLength", out var most) && text.Length > most.GetInt32()))
        {
            found.Add($"{place}: has {text.Length} characters");
        }
    }

    private static bool IsInFormat(string format, JsonElement value) => format switch
    {
        "int32" => value.TryGetInt32(out _),
        "int64" => value.TryGetInt64(out _),
        "double" => value.TryGetDouble(out double number) && double.IsFinite(number),
        _ => throw new InvalidOperationException($"The format {format} is not checked."),
    };

    private static IEnumerable<string> Types(JsonElement type)
        => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static name => name.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    /// <summary>Resolves a reference of the document.</summary>
    public JsonElement Resolve(string reference) => reference.TrimStart('#', '/').Split('/').Aggregate(document, static (at, name) => at.GetProperty(name));
}

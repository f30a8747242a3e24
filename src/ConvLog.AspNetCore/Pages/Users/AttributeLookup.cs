using System.Text;
using System.Text.Json;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>The form that finds conversations by an attribute, as it was sent, and its results.</summary>
internal sealed record AttributeLookup
{
    public const int Longest = 1_024;
    public const string NameField = "attribute";
    public const string ValueField = "value";

    public string Name { get; init; } = "";

    public string Value { get; init; } = "";

    /// <summary>The error; null for none.</summary>
    public string? Problem { get; init; }

    /// <summary>The conversations, newest first.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>Whether there are further conversations.</summary>
    public bool HasMore { get; init; }

    /// <summary>The value as a text and, if it is a number, also as one: 4.50 then matches 4.5.</summary>
    public IEnumerable<FieldFilter> ToFilters()
    {
        yield return new FieldFilter(Name, Value);
        if (Number() is { } number)
        {
            yield return FieldFilter.OfAttribute(Name, number);
        }
    }

    private JsonElement? Number()
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(Value));
        try
        {
            return JsonElement.TryParseValue(ref reader, out var value) && value is { ValueKind: JsonValueKind.Number } && !reader.Read() ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Text;

namespace ConvLog.Storage;

/// <summary>
/// The attributes by which a conversation is found, as text: a name and its value, a string as it is, a number in its shortest form. So 4.50 is 4.5, and the
/// string "4.5" as well.
/// </summary>
internal static class AttributeValues
{
    /// <summary>The most characters of a name, and of a value.</summary>
    public const int Longest = 1_024;

    /// <summary>The most attributes that a query can ask for.</summary>
    public const int Most = 8;

    /// <summary>Those of a conversation: of the latest opening that has some.</summary>
    /// <param name="openings">Its openings in order, those left out whose personal part is gone.</param>
    public static IReadOnlyList<FieldFilter> Of(IEnumerable<ConversationRecord> openings)
    {
        var attributes = openings.LastOrDefault(static opening => opening.Attributes.Count > 0)?.Attributes ?? default;
        return attributes.Count == 0 ? [] : [.. attributes.Select(static field => Of(field)).OfType<FieldFilter>().Where(IsFindable)];
    }

    /// <summary>Whether a conversation can be found by an attribute.</summary>
    public static bool IsFindable(FieldFilter attribute) => attribute is { Key.Length: > 0 and <= Longest, Value.Length: > 0 and <= Longest };

    /// <summary>
    /// The text whose keyed hash leads to the conversations with the attribute. The length of the name stands before it, so that no two attributes have one
    /// text.
    /// </summary>
    public static string HashedText(FieldFilter attribute)
        => string.Create(CultureInfo.InvariantCulture, $"{attribute.Key.Length}:{attribute.Key}={attribute.Value}");

    /// <summary>The attributes as one text, which no other list of them has; null for none.</summary>
    public static string? TextOf(IReadOnlyList<FieldFilter> attributes)
        => attributes.Count == 0 ? null : string.Concat(attributes.Select(HashedText).Order(StringComparer.Ordinal)
            .Select(static text => string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}")));

    /// <summary>The value of a JSON text, number, true or false; null for everything else.</summary>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => NumberText.Shortest(value.GetRawText()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>Those of a query, a copy.</summary>
    /// <exception cref="ArgumentException">There are too many, or two of one name.</exception>
    public static IReadOnlyList<FieldFilter> Checked(IReadOnlyList<FieldFilter> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (attributes.Count > Most)
        {
            throw new ArgumentException($"A query has at most {Most} attributes; {attributes.Count} were given.", nameof(attributes));
        }

        return attributes.DistinctBy(static attribute => attribute.Key, StringComparer.Ordinal).Count() == attributes.Count
            ? attributes.Count == 0 ? [] : [.. attributes]
            : throw new ArgumentException("Two attributes of a query have the same name.", nameof(attributes));
    }

    private static FieldFilter? Of(LogField field)
    {
        string text = FieldText.Unquoted(field);
        return field.Reference is string ? new FieldFilter(field.Key, text) : text.FirstOrDefault() switch
        {
            '{' or '[' => null,
            'n' when string.Equals(text, "null", StringComparison.Ordinal) => null,
            _ => new FieldFilter(field.Key, NumberText.IsNumber(field) ? NumberText.Shortest(text) : text),
        };
    }
}

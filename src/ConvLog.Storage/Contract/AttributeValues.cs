using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Text;

namespace ConvLog.Storage.Contract;

/// <summary>
/// The attributes by which a conversation is found, as text: a name and its value, a string unchanged, a number in its shortest form. So the number 4.50 equals
/// 4.5 and the string "4.5".
/// </summary>
internal static class AttributeValues
{
    /// <summary>The maximum number of characters of a name or a value.</summary>
    public const int Longest = 1_024;

    /// <summary>The maximum number of attributes in a query.</summary>
    public const int Most = 8;

    /// <summary>The attributes of a conversation: those of the latest opening that has any.</summary>
    /// <param name="openings">Its openings in order, without those whose personal data was deleted.</param>
    public static IReadOnlyList<FieldFilter> Of(IEnumerable<ConversationRecord> openings)
    {
        var attributes = openings.LastOrDefault(static opening => opening.Attributes.Count > 0)?.Attributes ?? default;
        return attributes.Count == 0 ? [] : [.. attributes.Select(static field => Of(field)).OfType<FieldFilter>().Where(IsFindable)];
    }

    /// <summary>Whether a conversation can be found by an attribute.</summary>
    public static bool IsFindable(FieldFilter attribute) => attribute is { Key.Length: > 0 and <= Longest, Value.Length: > 0 and <= Longest };

    /// <summary>
    /// The text whose keyed hash finds the conversations with the attribute. It begins with the length of the name, so that no two attributes have the same
    /// text.
    /// </summary>
    public static string HashedText(FieldFilter attribute)
        => string.Create(CultureInfo.InvariantCulture, $"{attribute.Key.Length}:{attribute.Key}={attribute.Value}");

    /// <summary>The attributes as one text that is unique to this list; null for an empty list.</summary>
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

    /// <summary>Validates and copies the attributes of a query.</summary>
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

using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Text;

namespace ConvLog.Storage;

/// <summary>
/// Selects conversations by the value of a field of an entry, or by an attribute. Personal fields and fields of personal entries never match; attributes,
/// see <see cref="ConversationQuery.Attributes"/>, are for readers with the permission.
/// </summary>
public sealed record FieldFilter
{
    /// <summary>A filter for one value of a field.</summary>
    /// <param name="key">The key of the field, case-sensitive.</param>
    /// <param name="value">The value as JSON, a string without quotes, see <see cref="Value"/>.</param>
    public FieldFilter(string key, string value)
    {
        Key = key;
        Value = value;
    }

    /// <summary>The key of the field, case-sensitive.</summary>
    public string Key { get; init; }

    /// <summary>The value as JSON, a string without quotes: <c>409</c>, <c>true</c>, <c>null</c>, <c>crm</c>. Numbers are compared by value.</summary>
    public string Value { get; init; }

    /// <summary>A filter for one value of an attribute.</summary>
    /// <param name="name">The name of the attribute, 1 to 1,024 characters, case-sensitive.</param>
    /// <param name="value">A string of 1 to 1,024 characters, a number, true or false. A number matches in any notation, such as 4.5 and 4.50.</param>
    /// <exception cref="ArgumentException">The name or the value is not allowed.</exception>
    public static FieldFilter OfAttribute(string name, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > AttributeValues.Longest)
        {
            throw new ArgumentException(
                $"The name of an attribute must have 1 to {AttributeValues.Longest:N0} characters; this one has {name.Length:N0}.", nameof(name));
        }

        return AttributeValues.Of(value) is { Length: > 0 and <= AttributeValues.Longest } text
            ? new FieldFilter(name, text)
            : throw new ArgumentException(
                $"The value of an attribute must be a string of 1 to {AttributeValues.Longest:N0} characters, a number, true or false.", nameof(value));
    }

    /// <summary>The values to look up in an index: the value, preceded by its shortest form if it is a number in another form.</summary>
    internal IReadOnlyList<string> Forms
        => NumberText.Of(Value) is { } number && !string.Equals(number, Value, StringComparison.Ordinal) ? [number, Value] : [Value];

    /// <summary>Whether some fields include this one, not personal, with this value: a text exactly, a number in any notation.</summary>
    internal bool IsIn(LogFields fields) => fields.TryGetField(Key, out var found) && !found.IsPii
        && (string.Equals(FieldText.Unquoted(found), Value, StringComparison.Ordinal)
            || (NumberText.IsNumber(found) && string.Equals(NumberText.Of(found, out _), NumberText.Of(Value), StringComparison.Ordinal)));
}

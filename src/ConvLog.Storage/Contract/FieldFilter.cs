namespace ConvLog.Storage;

/// <summary>Selects conversations by an entry with a certain field value. Personal fields and fields of personal entries never match.</summary>
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

    /// <summary>The value as JSON, a string without quotes: <c>409</c>, <c>true</c>, <c>null</c>, <c>crm</c>.</summary>
    public string Value { get; init; }
}

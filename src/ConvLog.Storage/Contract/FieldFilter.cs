namespace ConvLog.Storage;

/// <summary>That some entry has a field of this value. Personal fields and fields of personal entries never match.</summary>
/// <param name="Key">The field's key; upper and lower case differ.</param>
/// <param name="Value">The value as JSON writes it, a text without its quotes: <c>409</c>, <c>true</c>, <c>null</c>, <c>crm</c>.</param>
public sealed record FieldFilter(string Key, string Value);

namespace ConvLog.Entries;

/// <summary>The keys that are reserved for the entry, and the fields that make the whole entry personal.</summary>
internal static class KeyRules
{
    /// <summary>Replaces a null, empty or blank key.</summary>
    public const string Missing = "_";

    public static bool IsReserved(string key) => key.Length switch
    {
        5 => key is "level",
        6 => key is "is_pii" or "logger",
        7 => key is "content",
        9 => key is "timestamp",
        _ => false,
    };

    /// <summary>
    /// Authors write <c>pii=True</c> as a field when they mean the flag. To be safe, this applies in any letter case, and to every value except a plain false.
    /// </summary>
    public static bool MakesEntryPii(in LogField field) => MayMakeEntryPii(field.Key) && !(field.Kind == FieldKind.Boolean && !field.Payload<bool>());

    /// <summary>Whether a field with this name marks the entry as personal, unless its value is false.</summary>
    public static bool MayMakeEntryPii(string key) => key.Length is 3 or 5 or 6
        && (key.Equals("is_pii", StringComparison.OrdinalIgnoreCase)
            || key.Equals("isPii", StringComparison.OrdinalIgnoreCase)
            || key.Equals("pii", StringComparison.OrdinalIgnoreCase));
}

namespace ConvLog.Entries;

/// <summary>Which keys the entry keeps for itself, and which field makes the whole entry personal.</summary>
internal static class KeyRules
{
    /// <summary>What stands for a null, empty or blank key.</summary>
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
    /// Authors write <c>pii=True</c> as a field when they mean the flag. Fail closed: in any case of letters, and for every value but a plain false.
    /// </summary>
    public static bool MakesEntryPii(in LogField field) => MayMakeEntryPii(field.Key) && !(field.Kind == FieldKind.Boolean && !field.Payload<bool>());

    /// <summary>Whether a field of this name says that the entry is personal, unless it is false.</summary>
    public static bool MayMakeEntryPii(string key) => key.Length is 3 or 5 or 6
        && (key.Equals("is_pii", StringComparison.OrdinalIgnoreCase)
            || key.Equals("isPii", StringComparison.OrdinalIgnoreCase)
            || key.Equals("pii", StringComparison.OrdinalIgnoreCase));
}

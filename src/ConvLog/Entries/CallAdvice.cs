namespace ConvLog.Entries;

/// <summary>The compiler's messages about common mistakes in log calls.</summary>
internal static class CallAdvice
{
    public const string KeyForValue = "A value needs a key, and a message is a constant text without placeholders: log.Info(\"Slot chosen\", (\"slot\", slot), "
        + "(\"attempt\", 2)). An exception stands after the message; isPii follows up to sixteen fields or comes before them. "
        + InFSharp;

    public const string KeyForArray = "An array needs a key: log.Info(\"Slots found\", (\"slots\", slots)). Fields of which the type is not LogField are "
        + "written one by one, or as LogField[].";

    public const string KnownType = "A value needs a key, and a message is a constant text without placeholders: log.Info(\"Slot chosen\", "
        + "(\"slot\", slot)). If the members of an object are fields, cast it to its own type or to a dictionary. " + InFSharp;

    // An F# tuple is a different type, so F# authors need this hint next to the C# syntax.
    private const string InFSharp = "In F#, a field is \"slot\" => slot, with the package ConvLog.FSharp.";

    public const string MessageFirst = "The message comes first, then the exception, then fields: log.Error(\"CRM upsert failed\", exception, "
        + "(\"status\", 409)). A message is a constant text without placeholders.";
}

namespace ConvLog.Entries;

/// <summary>Estimates of the memory that objects use, in bytes. Shared objects, such as literals, count each time.</summary>
internal static class MemorySize
{
    private const int ObjectHeader = 24;
    private const int Field = 32;

    // An entry and its slot in a queue.
    private const int Entry = 128;

    public static int Of(LogEntry entry) => Sum(Entry + (2L * entry.RawContent.Length), Of(entry.RawFields));

    public static int Of(ReadOnlySpan<LogField> fields)
    {
        long size = fields.IsEmpty ? 0 : ObjectHeader;
        foreach (ref readonly var field in fields)
        {
            size += Of(field);
        }

        return Sum(size, 0);
    }

    public static long Of(in LogField field)
    {
        long size = Field + (2L * (field.RawKey?.Length ?? 0));
        if (field.HasOwnShown)
        {
            size += ObjectHeader + Field + Of(field.Shown);
        }

        return field.Kind != FieldKind.Reference ? size : size + field.Reference switch
        {
            string text => Of(text),
            JsonFragment json => json.Length + (2L * ObjectHeader),
            { } other => Of(ValueSnapshot.KeptText(other)),
            null => 0,
        };
    }

    public static long Of(LogField? field) => field is { } known ? Of(in known) : 0;

    public static long Of(string? text) => text is null ? 0 : ObjectHeader + (2L * text.Length);

    public static long Of(MaskedText text) => Of(text.Text) + (text.IsMasked ? Of(text.Shown) : 0);

    // The limits of an entry may be set so high that its size exceeds two gigabytes.
    private static int Sum(long first, long second) => (int)Math.Min(first + second, int.MaxValue);
}

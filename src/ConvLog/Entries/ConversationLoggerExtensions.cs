namespace ConvLog;

/// <summary>
/// Further calls of <c>conv.Log</c>: fields from a dictionary or an object, and compiler errors with the right call for calls that are often written wrong.
/// </summary>
/// <remarks>
/// As extensions, they are considered only where no method of <see cref="ConversationLogger"/> itself takes the call. Those that do not compile never throw
/// either, however they are called, and write an entry that is personal as a whole.
/// </remarks>
public static partial class ConversationLoggerExtensions
{
    // A default written by hand before another field is kept, as a field without key and value.
    private static ReadOnlySpan<LogField> Given(LogField[] fields)
    {
        int count = fields.Length;
        while (!fields[count - 1].IsPresent)
        {
            count--;
        }

        return fields.AsSpan(0, count);
    }
}

namespace ConvLog;

/// <summary>
/// Further methods of <c>conv.Log</c>: fields from a dictionary or an object, and compiler errors that suggest the right call for common mistakes.
/// </summary>
/// <remarks>
/// As extension methods, they are considered only if no method of <see cref="ConversationLogger"/> matches the call. The methods that do not compile never
/// throw either, however they are called, and write an entry that is personal as a whole.
/// </remarks>
public static partial class ConversationLoggerExtensions
{
    // An explicit default before another field is kept, as a field without key and value.
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

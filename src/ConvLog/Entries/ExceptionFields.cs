namespace ConvLog.Entries;

/// <summary>
/// An exception is written as three fields: its type, which is visible, and its message and stack, which may repeat what a user said and are personal data.
/// </summary>
internal static class ExceptionFields
{
    /// <summary>The key of an exception passed in addition to the message.</summary>
    public const string Key = "exception";

    public static LogField[] Prepend(Exception? exception, LogField[]? fields)
    {
        if (exception is null)
        {
            return fields ?? [];
        }

        LogField[] all = new LogField[3 + (fields?.Length ?? 0)];
        Write(Key, exception, isPii: false, all);
        fields?.CopyTo(all, 3);
        return all;
    }

    /// <summary>Replaces the field at a position, whose value is an exception, with the three fields.</summary>
    public static LogField[] ExpandAt(LogField[] fields, int index)
    {
        LogField[] all = new LogField[fields.Length + 2];
        fields.AsSpan(0, index).CopyTo(all);
        Write(fields[index].Key, (Exception)fields[index].Reference!, fields[index].IsPii, all.AsSpan(index));
        fields.AsSpan(index + 1).CopyTo(all.AsSpan(index + 3));
        return all;
    }

    /// <summary>An exception's message, even if its class throws; empty if there is no exception.</summary>
    public static string Message(Exception? exception) => exception is null ? "" : ExceptionText.MessageOf(exception);

    private static void Write(string key, Exception exception, bool isPii, Span<LogField> into)
    {
        var keys = ExceptionKeys.Of(key);
        var type = LogField.Of(key, exception.GetType().FullName);
        into[0] = isPii ? type.AsPii() : type;
        into[1] = LogField.Pii(keys.Message, ExceptionText.MessageOf(exception));
        into[2] = LogField.Pii(keys.Stack, ExceptionText.Of(exception));
    }
}

namespace ConvLog;

/// <summary>
/// An exception is told as three fields: its type, which everyone may see, and its message and stack, which may repeat what a user said and are personal data.
/// </summary>
internal static class ExceptionFields
{
    /// <summary>The key of an exception given beside the message.</summary>
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

    /// <summary>Replaces each field whose value is an exception; gives back the same array where there is none.</summary>
    public static LogField[] Expand(LogField[] fields)
    {
        int exceptions = 0;
        foreach (ref readonly var field in fields.AsSpan())
        {
            exceptions += field.Kind == FieldKind.Reference && field.Reference is Exception ? 1 : 0;
        }

        if (exceptions == 0)
        {
            return fields;
        }

        LogField[] all = new LogField[fields.Length + (2 * exceptions)];
        int at = 0;
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (field.Reference is Exception exception)
            {
                Write(field.Key, exception, field.IsPii, all.AsSpan(at));
                at += 3;
            }
            else
            {
                all[at++] = field;
            }
        }

        return all;
    }

    /// <summary>An exception's message, whatever its class does; empty where there is no exception.</summary>
    public static string Message(Exception? exception) => exception is null ? "" : Read(static e => e.Message, exception) ?? "";

    private static void Write(string key, Exception exception, bool isPii, Span<LogField> into)
    {
        var type = LogField.Of(key, exception.GetType().FullName);
        into[0] = isPii ? type.AsPii() : type;
        into[1] = LogField.Pii(key + "_message", Read(static e => e.Message, exception));
        into[2] = LogField.Pii(key + "_stack", Read(static e => e.ToString(), exception));
    }

    // Message and ToString are virtual: an exception of the author's own may throw in them.
    private static string? Read(Func<Exception, string?> read, Exception exception)
    {
        try
        {
            return read(exception);
        }
        catch (Exception e) when (e is not OutOfMemoryException and not InsufficientExecutionStackException)
        {
            return $"[unreadable: {e.GetType().Name}]";
        }
    }
}

namespace ConvLog;

/// <content>For adapters of other loggers, which know the level only when they run.</content>
public sealed partial class ConversationLogger
{
    /// <summary>Logs at a level that is known only when the program runs, with any number of fields.</summary>
    /// <param name="level">The level. A value that is no level is written as <see cref="EntryLevel.Error"/>.</param>
    /// <param name="message">What happened, short and constant. Null is kept as empty.</param>
    /// <param name="fields">The fields.</param>
    public void Write(EntryLevel level, string message, params ReadOnlySpan<LogField> fields) => Write(level, message, null, false, fields);

    /// <inheritdoc cref="Write(EntryLevel, string, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers on C# 12, which has no params spans.</remarks>
    public void Write(EntryLevel level, string message, params LogField[] fields) => Write(level, message, null, false, fields.AsSpan());

    /// <summary>Logs at a level that is known only when the program runs, with an exception and any number of fields.</summary>
    /// <param name="level">The level. A value that is no level is written as <see cref="EntryLevel.Error"/>.</param>
    /// <param name="message">What happened, short and constant. Null is kept as empty.</param>
    /// <param name="exception">The exception: its type is visible, its message and stack are personal data. Null for none.</param>
    /// <param name="isPii">Whether message or fields hold personal data; readers without the permission then do not see that the entry exists.</param>
    /// <param name="fields">The fields.</param>
    public void Write(EntryLevel level, string? message, Exception? exception, bool isPii = false, params ReadOnlySpan<LogField> fields)
    {
        try
        {
            _target.Write(Known(level), message, Copy(fields), isPii, exception);
        }
        catch (OutOfMemoryException)
        {
            _target.Lost(isPii);
        }
    }

    /// <inheritdoc cref="Write(EntryLevel, string, Exception, bool, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers on C# 12, which has no params spans.</remarks>
    public void Write(EntryLevel level, string? message, Exception? exception, bool isPii = false, params LogField[] fields)
        => Write(level, message, exception, isPii, fields.AsSpan());

    // As a whole, a copy would be wide loads of what was just stored in parts: see LogField.CopyTo.
    private static LogField[]? Copy(ReadOnlySpan<LogField> fields)
    {
        if (fields.IsEmpty)
        {
            return null;
        }

        LogField[] copy = new LogField[fields.Length];
        for (int i = 0; i < copy.Length; i++)
        {
            fields[i].CopyTo(ref copy[i]);
        }

        return copy;
    }

    private static EntryLevel Known(EntryLevel level) => level is EntryLevel.Info or EntryLevel.Warning ? level : EntryLevel.Error;
}

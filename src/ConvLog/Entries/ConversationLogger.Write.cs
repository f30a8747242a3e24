namespace ConvLog;

/// <content>For adapters of other loggers, whose level is known only at run time.</content>
public sealed partial class ConversationLogger
{
    /// <summary>Logs at a level that is known only at run time, with any number of fields.</summary>
    /// <param name="level">The level. An undefined value counts as <see cref="EntryLevel.Error"/>.</param>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="fields">The fields.</param>
    public void Write(EntryLevel level, string message, params ReadOnlySpan<LogField> fields) => Write(level, message, null, false, fields);

    /// <inheritdoc cref="Write(EntryLevel, string, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public void Write(EntryLevel level, string message, params LogField[] fields) => Write(level, message, null, false, fields.AsSpan());

    /// <summary>Logs at a level that is known only at run time, with an exception and any number of fields.</summary>
    /// <param name="level">The level. An undefined value counts as <see cref="EntryLevel.Error"/>.</param>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="exception">The exception: its type is visible, its message and stack are personal data. Null if there is none.</param>
    /// <param name="isPii">Whether the message or the fields contain personal data; the entry is then hidden from readers without the permission.</param>
    /// <param name="fields">The fields.</param>
    public void Write(EntryLevel level, string? message, Exception? exception, bool isPii = false, params ReadOnlySpan<LogField> fields)
    {
        try
        {
            _target.Write(Normalize(level), message, Copy(fields), isPii, exception);
        }
        catch (OutOfMemoryException)
        {
            _target.Lost(isPii);
        }
    }

    /// <inheritdoc cref="Write(EntryLevel, string, Exception, bool, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public void Write(EntryLevel level, string? message, Exception? exception, bool isPii = false, params LogField[] fields)
        => Write(level, message, exception, isPii, fields.AsSpan());

    // Copies each field by its parts: copying it as a whole would be a wide load of what was just stored in parts, see LogField.CopyTo.
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

    private static EntryLevel Normalize(EntryLevel level) => level is EntryLevel.Info or EntryLevel.Warning ? level : EntryLevel.Error;
}

namespace ConvLog;

public sealed partial class ConversationLogger
{
    /// <summary>Logs a handled failure.</summary>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="isPii">Whether the message or the fields contain personal data; the entry is then hidden from readers without the permission.</param>
    public void Error(string message, bool isPii = false)
        => _target.Write(EntryLevel.Error, message, null, isPii);

    /// <summary>Logs a handled failure, with one to eight fields.</summary>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="f1">A field, usually a tuple of key and value.</param>
    /// <param name="f2">A second field.</param>
    /// <param name="f3">A third field.</param>
    /// <param name="f4">A fourth field.</param>
    /// <param name="f5">A fifth field.</param>
    /// <param name="f6">A sixth field.</param>
    /// <param name="f7">A seventh field.</param>
    /// <param name="f8">An eighth field.</param>
    /// <param name="isPii">Whether the message or the fields contain personal data; the entry is then hidden from readers without the permission.</param>
    public void Error(string message, in LogField f1, in LogField f2 = default, in LogField f3 = default, in LogField f4 = default, in LogField f5 = default,
        in LogField f6 = default, in LogField f7 = default, in LogField f8 = default, bool isPii = false)
        => Write(EntryLevel.Error, message, null, isPii, f1, f2, f3, f4, f5, f6, f7, f8);

    /// <summary>Logs a handled failure, with any number of fields.</summary>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="fields">The fields.</param>
    public void Error(string message, params ReadOnlySpan<LogField> fields)
        => Write(EntryLevel.Error, message, null, false, fields);

    /// <inheritdoc cref="Error(string, ReadOnlySpan{LogField})"/>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="isPii">Whether the message or the fields contain personal data; the entry is then hidden from readers without the permission.</param>
    /// <param name="fields">The fields.</param>
    public void Error(string message, bool isPii, params ReadOnlySpan<LogField> fields)
        => Write(EntryLevel.Error, message, null, isPii, fields);

    /// <inheritdoc cref="Error(string, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public void Error(string message, params LogField[] fields)
        => Write(EntryLevel.Error, message, null, false, fields);

    /// <inheritdoc cref="Error(string, bool, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public void Error(string message, bool isPii, params LogField[] fields)
        => Write(EntryLevel.Error, message, null, isPii, fields);

    /// <summary>Logs a handled failure, with an exception: its type is visible, its message and stack are personal data.</summary>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="exception">The exception. Null is ignored.</param>
    /// <param name="isPii">Whether the message or the fields contain personal data; the entry is then hidden from readers without the permission.</param>
    public void Error(string message, Exception? exception, bool isPii = false)
        => _target.Write(EntryLevel.Error, message, null, isPii, exception);

    /// <summary>Logs a handled failure, with an exception and one to eight fields.</summary>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="exception">The exception. Null is ignored.</param>
    /// <param name="f1">A field.</param>
    /// <param name="f2">A field.</param>
    /// <param name="f3">A field.</param>
    /// <param name="f4">A field.</param>
    /// <param name="f5">A field.</param>
    /// <param name="f6">A field.</param>
    /// <param name="f7">A field.</param>
    /// <param name="f8">A field.</param>
    /// <param name="isPii">Whether the message or the fields contain personal data; the entry is then hidden from readers without the permission.</param>
    public void Error(string message, Exception? exception, in LogField f1, in LogField f2 = default, in LogField f3 = default, in LogField f4 = default,
        in LogField f5 = default, in LogField f6 = default, in LogField f7 = default, in LogField f8 = default, bool isPii = false)
        => Write(EntryLevel.Error, message, exception, isPii, f1, f2, f3, f4, f5, f6, f7, f8);

    /// <summary>Logs a handled failure, with an exception and any number of fields.</summary>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="exception">The exception. Null is ignored.</param>
    /// <param name="fields">The fields.</param>
    public void Error(string message, Exception? exception, params ReadOnlySpan<LogField> fields)
        => Write(EntryLevel.Error, message, exception, false, fields);

    /// <inheritdoc cref="Error(string, Exception, ReadOnlySpan{LogField})"/>
    public void Error(string message, Exception? exception, bool isPii, params ReadOnlySpan<LogField> fields)
        => Write(EntryLevel.Error, message, exception, isPii, fields);

    /// <inheritdoc cref="Error(string, Exception, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public void Error(string message, Exception? exception, params LogField[] fields)
        => Write(EntryLevel.Error, message, exception, false, fields);

    /// <inheritdoc cref="Error(string, Exception, ReadOnlySpan{LogField})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public void Error(string message, Exception? exception, bool isPii, params LogField[] fields)
        => Write(EntryLevel.Error, message, exception, isPii, fields);
}

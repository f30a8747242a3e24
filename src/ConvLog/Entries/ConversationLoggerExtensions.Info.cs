using System.ComponentModel;
using ConvLog.Entries;

namespace ConvLog;

public static partial class ConversationLoggerExtensions
{
    /// <summary>Logs a routine event, with the entries of a dictionary or the properties of a record or an anonymous object as fields.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="fields">The fields, captured when this method is called; null if there are none. Properties are read as
    /// <see cref="ConversationOptions.ReflectObjects"/> allows; a value without readable properties becomes one field with the key <c>_</c>.</param>
    /// <param name="isPii">Whether the message or the fields contain personal data; the entry is then hidden from readers without the permission.</param>
    /// <typeparam name="T">A dictionary, a collection of fields or of pairs of key and value, a record, an anonymous type or another class.</typeparam>
    public static void Info<T>(this ConversationLogger log, string message, T? fields, bool isPii = false)
        where T : class
        => log.WriteMembers(EntryLevel.Info, message, null, isPii, fields);

    /// <summary>Logs a routine event, with an exception, and with the entries of a dictionary or the properties of an object as fields.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="exception">The exception: its type is visible, its message and stack are personal data. Null is ignored.</param>
    /// <param name="fields">The fields, captured when this method is called; null if there are none.</param>
    /// <param name="isPii">Whether the message or the fields contain personal data; the entry is then hidden from readers without the permission.</param>
    /// <typeparam name="T">A dictionary, a collection of fields or of pairs of key and value, a record, an anonymous type or another class.</typeparam>
    public static void Info<T>(this ConversationLogger log, string message, Exception? exception, T? fields, bool isPii = false)
        where T : class
        => log.WriteMembers(EntryLevel.Info, message, exception, isPii, fields);

    /// <summary>Logs a routine event, with nine to sixteen fields followed by the flag.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The message, a short constant text. Null counts as empty.</param>
    /// <param name="f1">A field.</param>
    /// <param name="f2">A field.</param>
    /// <param name="f3">A field.</param>
    /// <param name="f4">A field.</param>
    /// <param name="f5">A field.</param>
    /// <param name="f6">A field.</param>
    /// <param name="f7">A field.</param>
    /// <param name="f8">A field.</param>
    /// <param name="f9">A field.</param>
    /// <param name="f10">A field.</param>
    /// <param name="f11">A field.</param>
    /// <param name="f12">A field.</param>
    /// <param name="f13">A field.</param>
    /// <param name="f14">A field.</param>
    /// <param name="f15">A field.</param>
    /// <param name="f16">A field.</param>
    /// <param name="isPii">Whether the message or the fields contain personal data; the entry is then hidden from readers without the permission.</param>
    public static void Info(this ConversationLogger log, string message, in LogField f1, in LogField f2, in LogField f3, in LogField f4,
        in LogField f5, in LogField f6, in LogField f7, in LogField f8, in LogField f9, in LogField f10 = default, in LogField f11 = default,
        in LogField f12 = default, in LogField f13 = default, in LogField f14 = default, in LogField f15 = default, in LogField f16 = default,
        bool isPii = false)
        => log.Write(EntryLevel.Info, message, null, isPii, Given([f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16]));

    /// <summary>Does not compile: a text without a key.</summary>
    [Obsolete(CallAdvice.KeyForValue, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Info(this ConversationLogger log, string message, string? value, bool isPii = false)
        => log.WriteMembers(EntryLevel.Info, message, null, isPii: true, value);

    /// <summary>Does not compile: a text without a key.</summary>
    [Obsolete(CallAdvice.KeyForValue, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Info(this ConversationLogger log, string message, Exception? exception, string? value, bool isPii = false)
        => log.WriteMembers(EntryLevel.Info, message, exception, isPii: true, value);

    /// <summary>Does not compile: a value of unknown type.</summary>
    [Obsolete(CallAdvice.KnownType, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Info(this ConversationLogger log, string message, object? value, bool isPii = false)
        => log.WriteMembers(EntryLevel.Info, message, null, isPii: true, value);

    /// <summary>Does not compile: an array without a key.</summary>
    [Obsolete(CallAdvice.KeyForArray, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Info<T>(this ConversationLogger log, string message, T[]? values, bool isPii = false)
        => log.WriteMembers(EntryLevel.Info, message, null, isPii: true, values);

    /// <summary>Does not compile: values without keys, as for a message template.</summary>
    [Obsolete(CallAdvice.KeyForValue, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Info(this ConversationLogger log, string message, params object?[] values)
        => log.WriteMembers(EntryLevel.Info, message, null, isPii: true, values);

    /// <summary>Does not compile: an exception before the message.</summary>
    [Obsolete(CallAdvice.MessageFirst, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Info(this ConversationLogger log, Exception? exception, string? message = null, params object?[] values)
        => log.WriteMembers(EntryLevel.Info, message, exception, isPii: true, values);
}

namespace ConvLog;

/// <summary>
/// <c>conv.Log</c>: writes entries at three levels. No call throws, waits for I/O, or evaluates what is in a message or a value.
/// </summary>
/// <remarks>
/// Give details as fields, <c>Info("Slot chosen", ("slot", "11:15"), ("attempt", 2))</c>, and set <c>isPii: true</c> where the message or a field holds personal data
/// and you are not marking the field itself with <see cref="LogField.Pii{T}"/>. Text where <c>isPii</c> stands does not compile.
/// </remarks>
public sealed partial class ConversationLogger
{
    private readonly LogTarget _target;

    internal ConversationLogger(LogTarget target) => _target = target;

    private void Write(EntryLevel level, string? message, Exception? exception, bool isPii, ReadOnlySpan<LogField> fields)
    {
        try
        {
            _target.Write(level, message, fields.IsEmpty ? null : fields.ToArray(), isPii, exception);
        }
        catch (OutOfMemoryException)
        {
            _target.Lost(isPii);
        }
    }

    // Eight references cost less than eight copies; the array is as long as there are fields.
    private void Write(
        EntryLevel level,
        string? message,
        Exception? exception,
        bool isPii,
        in LogField f1,
        in LogField f2,
        in LogField f3,
        in LogField f4,
        in LogField f5,
        in LogField f6,
        in LogField f7,
        in LogField f8)
    {
        try
        {
            int count = (f1.IsPresent ? 1 : 0) + (f2.IsPresent ? 1 : 0) + (f3.IsPresent ? 1 : 0) + (f4.IsPresent ? 1 : 0)
                + (f5.IsPresent ? 1 : 0) + (f6.IsPresent ? 1 : 0) + (f7.IsPresent ? 1 : 0) + (f8.IsPresent ? 1 : 0);
            LogField[]? fields = count == 0 ? null : new LogField[count];
            if (fields is not null)
            {
                int at = 0;
                if (f1.IsPresent) fields[at++] = f1;
                if (f2.IsPresent) fields[at++] = f2;
                if (f3.IsPresent) fields[at++] = f3;
                if (f4.IsPresent) fields[at++] = f4;
                if (f5.IsPresent) fields[at++] = f5;
                if (f6.IsPresent) fields[at++] = f6;
                if (f7.IsPresent) fields[at++] = f7;
                if (f8.IsPresent) fields[at] = f8;
            }

            _target.Write(level, message, fields, isPii, exception);
        }
        catch (OutOfMemoryException)
        {
            _target.Lost(isPii);
        }
    }
}

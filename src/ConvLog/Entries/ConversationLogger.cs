using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// <c>conv.Log</c>: writes entries at three levels. No method throws, waits for I/O, or interprets the contents of a message or a value.
/// </summary>
/// <remarks>
/// Pass details as fields, <c>Info("Slot chosen", ("slot", "11:15"), ("attempt", 2))</c>. Set <c>isPii: true</c> if the message or a field contains personal
/// data, unless you mark the field itself with <see cref="LogField.Pii{T}"/>. A text in the position of <c>isPii</c> does not compile.
/// </remarks>
public sealed partial class ConversationLogger
{
    private readonly LogTarget _target;

    internal ConversationLogger(LogTarget target) => _target = target;

    /// <summary>Logs an entry whose fields are the members of a dictionary or an object.</summary>
    internal void WriteMembers(EntryLevel level, string? message, Exception? exception, bool isPii, object? members)
    {
        try
        {
            _target.Write(level, message, _target.Capture.Members(members), isPii, exception);
        }
        catch (OutOfMemoryException)
        {
            _target.Lost(isPii);
        }
    }

    // Eight references cost less than eight copies; the array is as long as there are fields. This method has no exception handler: with one, references
    // would be in memory instead of registers, which costs 8 ns with three fields and 14 ns with eight.
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
        // Counted from the end: an explicit default before another field is kept, as a field without key and value.
        int count = f8.IsPresent ? 8 : f7.IsPresent ? 7 : f6.IsPresent ? 6 : f5.IsPresent ? 5
            : f4.IsPresent ? 4 : f3.IsPresent ? 3 : f2.IsPresent ? 2 : f1.IsPresent ? 1 : 0;
        LogField[]? fields = null;
        if (count > 0)
        {
            fields = NewFields(count, isPii);
            if (fields is null)
            {
                return;
            }

            f1.CopyTo(ref fields[0]);
            if (count > 1) f2.CopyTo(ref fields[1]);
            if (count > 2) f3.CopyTo(ref fields[2]);
            if (count > 3) f4.CopyTo(ref fields[3]);
            if (count > 4) f5.CopyTo(ref fields[4]);
            if (count > 5) f6.CopyTo(ref fields[5]);
            if (count > 6) f7.CopyTo(ref fields[6]);
            if (count > 7) f8.CopyTo(ref fields[7]);
        }

        _target.Write(level, message, fields, isPii, exception);
    }

    private LogField[]? NewFields(int count, bool isPii)
    {
        try
        {
            return new LogField[count];
        }
        catch (OutOfMemoryException)
        {
            _target.Lost(isPii);
            return null;
        }
    }
}

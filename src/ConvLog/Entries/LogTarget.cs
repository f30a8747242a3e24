namespace ConvLog.Entries;

/// <summary>Where a <see cref="ConversationLogger"/> writes: one function event, or whatever is current in the conversation.</summary>
internal abstract class LogTarget
{
    /// <summary>How values are captured where it writes.</summary>
    public abstract EntryCapture Capture { get; }

    /// <summary>Makes an entry of the call. Never throws.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="message">The message as given, null included.</param>
    /// <param name="fields">An array that nobody else holds, or null.</param>
    /// <param name="isPii">Whether the whole entry is personal.</param>
    /// <param name="exception">What failed, or null.</param>
    public abstract void Write(EntryLevel level, string? message, LogField[]? fields, bool isPii, Exception? exception = null);

    /// <summary>Called where making the array of fields itself failed.</summary>
    public abstract void Lost(bool isPii);
}

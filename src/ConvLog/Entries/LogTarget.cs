namespace ConvLog.Entries;

/// <summary>The destination of a <see cref="ConversationLogger"/>: one function event, one turn, or whatever is current in the conversation.</summary>
internal abstract class LogTarget
{
    /// <summary>Captures values for this destination.</summary>
    public abstract EntryCapture Capture { get; }

    /// <summary>Writes an entry. Never throws.</summary>
    /// <param name="level">The level.</param>
    /// <param name="message">The message as given; may be null.</param>
    /// <param name="fields">An array that the callee owns; may be null.</param>
    /// <param name="isPii">Whether the whole entry is personal.</param>
    /// <param name="exception">The exception; may be null.</param>
    public abstract void Write(EntryLevel level, string? message, LogField[]? fields, bool isPii, Exception? exception = null);

    /// <summary>Called if creating the array of fields failed.</summary>
    public abstract void Lost(bool isPii);
}

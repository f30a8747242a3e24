using ConvLog.Entries;
using ConvLog.Openings;

namespace ConvLog;

/// <content>For adapters of loggers that buffer calls and write them later.</content>
public sealed partial class Conversation
{
    /// <summary>A reference to the conversation for objects that may outlive it.</summary>
    internal FlowConversation Flow => _runtime.Self;

    /// <summary>The buffer of the scope that an entry logged now in this flow belongs to.</summary>
    internal EntryBuffer CurrentBuffer => _runtime.EntryTarget.Buffer;

    /// <summary>Logs an entry whose logging was deferred. Never throws.</summary>
    /// <param name="place">The <see cref="CurrentBuffer"/> at that time; null if it is no longer in memory.</param>
    /// <param name="placeId">The ID of its event or turn; null if it has none.</param>
    /// <param name="at">The time when it was logged.</param>
    /// <param name="level">Its level.</param>
    /// <param name="message">The message.</param>
    /// <param name="isPii">Whether the whole entry is personal data.</param>
    /// <param name="fields">The fields.</param>
    internal void LogLater(
        EntryBuffer? place, string? placeId, DateTimeOffset at, EntryLevel level, string? message, bool isPii, ReadOnlySpan<LogField> fields)
    {
        // A place of an earlier opening is not part of this one.
        var (buffer, after) = place is null || place.Writer != _runtime.Writer ? (_runtime.Own, placeId) : place.Owner switch
        {
            FunctionEvent { IsOpen: false } call => (call.Turn?.Buffer ?? _runtime.Own, call.Id),
            Turn { IsOpen: false } turn => (place, turn.Id),
            _ => (place, null),
        };
        _runtime.Write(buffer, level, message, fields.ToArray(), isPii, exception: null, after, at.UtcTicks);
    }
}

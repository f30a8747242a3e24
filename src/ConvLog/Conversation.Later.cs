using ConvLog.Entries;
using ConvLog.Openings;

namespace ConvLog;

/// <content>For adapters of loggers that keep calls and write them later.</content>
public sealed partial class Conversation
{
    /// <summary>The conversation as something may hold it that outlives it.</summary>
    internal FlowConversation Flow => _runtime.Self;

    /// <summary>Where something logged now, in this flow, belongs.</summary>
    internal EntryBuffer Place => _runtime.Place.Buffer;

    /// <summary>Logs what was to be logged earlier. Never throws.</summary>
    /// <param name="place">The <see cref="Place"/> then; null where that is no longer in memory.</param>
    /// <param name="placeId">The id of its event or turn; null for none.</param>
    /// <param name="at">When it was logged.</param>
    /// <param name="level">Its level.</param>
    /// <param name="message">What happened.</param>
    /// <param name="isPii">Whether all of it is personal.</param>
    /// <param name="fields">The fields.</param>
    internal void LogLater(
        EntryBuffer? place, string? placeId, DateTimeOffset at, EntryLevel level, string? message, bool isPii, ReadOnlySpan<LogField> fields)
    {
        // A place of an earlier opening is none of this one.
        var (buffer, after) = place is null || place.Writer != _runtime.Writer ? (_runtime.Own, placeId) : place.Owner switch
        {
            FunctionEvent { IsOpen: false } call => (call.Turn?.Buffer ?? _runtime.Own, call.Id),
            Turn { IsOpen: false } turn => (place, turn.Id),
            _ => (place, null),
        };
        _runtime.Write(buffer, level, message, fields.ToArray(), isPii, exception: null, after, at.UtcTicks);
    }
}

using ConvLog.Entries;
using ConvLog.Openings;

namespace ConvLog.Extensions.Logging;

/// <summary>The place of an entry that is written later. Keeps no entries in memory. Safe to use from any thread.</summary>
/// <param name="mark">The text that identifies it.</param>
/// <param name="flow">The conversation.</param>
/// <param name="buffer">The entries of the function event, turn or conversation that was current.</param>
internal sealed class EntryPlace(string mark, FlowConversation flow, EntryBuffer buffer)
{
    private readonly WeakReference<EntryBuffer> _buffer = new(buffer);

    private readonly string? _id = buffer.Owner switch
    {
        FunctionEvent call => call.Id,
        Turn turn => turn.Id,
        _ => null,
    };

    public string Mark => mark;

    /// <summary>Writes an entry, even if the conversation has ended and was opened again; false if it is not in memory.</summary>
    public bool TryWrite(DateTimeOffset at, EntryLevel level, string? message, bool isPii, ReadOnlySpan<LogField> fields)
    {
        if ((flow.HasEnded ? flow.Successor ?? flow.Value : flow.Value) is not { } conversation)
        {
            return false;
        }

        conversation.LogLater(_buffer.TryGetTarget(out var place) ? place : null, _id, at, level, message, isPii, fields);
        return true;
    }
}

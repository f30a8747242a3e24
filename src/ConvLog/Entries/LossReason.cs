namespace ConvLog;

/// <summary>Why an entry was dropped or truncated. The first group drops a whole entry, the second truncates a part and keeps the rest.</summary>
public enum LossReason
{
    /// <summary>
    /// Dropped: the function event, turn or conversation has reached <see cref="LogLimits.EntriesPerScope"/>. In JSON: <c>entry_limit</c>.
    /// </summary>
    EntryLimit,

    /// <summary>Dropped: the conversation had ended; late turns, calls and other changes count as well. In JSON: <c>conversation_ended</c>.</summary>
    ConversationEnded,

    /// <summary>Dropped: capturing the entry failed, for example for lack of memory or stack. In JSON: <c>capture_failed</c>.</summary>
    CaptureFailed,

    /// <summary>Truncated: more fields than <see cref="LogLimits.FieldsPerEntry"/>. In JSON: <c>field_count</c>.</summary>
    FieldCount,

    /// <summary>Truncated: a text longer than <see cref="LogLimits.TextLength"/>. In JSON: <c>text_length</c>.</summary>
    TextLength,

    /// <summary>Truncated: a collection with more items than <see cref="LogLimits.ItemsPerCollection"/>. In JSON: <c>item_count</c>.</summary>
    ItemCount,

    /// <summary>Truncated: a value nested deeper than <see cref="LogLimits.Depth"/>, including a cycle. In JSON: <c>depth</c>.</summary>
    Depth,

    /// <summary>Truncated: an entry larger than <see cref="LogLimits.EntrySize"/>. In JSON: <c>entry_size</c>.</summary>
    EntrySize,

    /// <summary>Truncated: a value that could not be read because its getter or converter threw. In JSON: <c>unreadable</c>.</summary>
    Unreadable,
}

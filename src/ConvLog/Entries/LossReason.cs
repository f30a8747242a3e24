namespace ConvLog;

/// <summary>Why something was dropped or cut. The first group drops a whole entry, the second cuts a part and keeps the rest.</summary>
public enum LossReason
{
    /// <summary>
    /// Dropped: the function event, turn or conversation holds as many entries as <see cref="LogLimits.EntriesPerScope"/> allows. In JSON: <c>entry_limit</c>.
    /// </summary>
    EntryLimit,

    /// <summary>Dropped: the conversation had ended; turns, calls and facts that come later count as well. In JSON: <c>conversation_ended</c>.</summary>
    ConversationEnded,

    /// <summary>Dropped: capture itself failed, by a lack of memory or stack for instance. In JSON: <c>capture_failed</c>.</summary>
    CaptureFailed,

    /// <summary>Cut: more fields than <see cref="LogLimits.FieldsPerEntry"/>. In JSON: <c>field_count</c>.</summary>
    FieldCount,

    /// <summary>Cut: a text longer than <see cref="LogLimits.TextLength"/>. In JSON: <c>text_length</c>.</summary>
    TextLength,

    /// <summary>Cut: a collection with more items than <see cref="LogLimits.ItemsPerCollection"/>. In JSON: <c>item_count</c>.</summary>
    ItemCount,

    /// <summary>Cut: a value nested deeper than <see cref="LogLimits.Depth"/>, a cycle among them. In JSON: <c>depth</c>.</summary>
    Depth,

    /// <summary>Cut: an entry larger than <see cref="LogLimits.EntrySize"/>. In JSON: <c>entry_size</c>.</summary>
    EntrySize,

    /// <summary>Cut: a value that could not be read, since its getter or converter threw. In JSON: <c>unreadable</c>.</summary>
    Unreadable,
}

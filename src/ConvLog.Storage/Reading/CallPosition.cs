using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Reading;

/// <summary>A position in a list of calls, which is in descending order.</summary>
/// <param name="Value">What the call before it is sorted by: UTC ticks, or ticks of its duration; -1 without a duration.</param>
/// <param name="ConversationId">The conversation of that call; empty for the position before all calls with this value.</param>
/// <param name="CallId">The call.</param>
internal sealed record CallPosition(long Value, string ConversationId, string CallId)
{
    /// <summary>The order of the list.</summary>
    public static Comparer<CallPosition> Order { get; } = Comparer<CallPosition>.Create(static (one, other)
        => other.Value.CompareTo(one.Value) is var byValue && byValue != 0 ? byValue
            : Utf8Order.Instance.Compare(other.ConversationId, one.ConversationId) is var byConversation && byConversation != 0 ? byConversation
            : Utf8Order.Instance.Compare(other.CallId, one.CallId));

    /// <summary>The position of a call.</summary>
    public static CallPosition Of(StoredCall call, CallSort sort)
        => new(sort == CallSort.Started ? call.StartedAt.UtcTicks : call.Duration?.Ticks ?? -1, call.ConversationId, call.CallId);

    /// <summary>The position before all calls with a value, and after all with a larger one.</summary>
    public static CallPosition Before(long value) => new(value + 1, "", "");
}

namespace ConvLog.Sqlite.Statistics;

/// <summary>That a conversation has turns in a quarter of an hour.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="User">Its end user; null where not known.</param>
/// <param name="Turns">How many turns.</param>
internal readonly record struct ActiveMember(long Conversation, long? User, long Turns)
{
    /// <summary>Orders by conversation.</summary>
    public static IComparer<ActiveMember> ByConversation { get; } = Comparer<ActiveMember>.Create(static (x, y) => x.Conversation.CompareTo(y.Conversation));
}

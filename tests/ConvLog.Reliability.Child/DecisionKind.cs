namespace ConvLog.Reliability.Child;

/// <summary>A decision about a conversation or user.</summary>
internal enum DecisionKind
{
    /// <summary>Erases one conversation.</summary>
    EraseConversation,

    /// <summary>Erases all conversations of a user.</summary>
    EraseUser,

    /// <summary>Releases a legal hold.</summary>
    Release,
}

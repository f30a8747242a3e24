namespace ConvLog.Reliability.Child;

/// <summary>What is decided of a conversation or user.</summary>
internal enum DecisionKind
{
    /// <summary>One conversation is erased.</summary>
    EraseConversation,

    /// <summary>All conversations of a user are.</summary>
    EraseUser,

    /// <summary>A legal hold is released.</summary>
    Release,
}

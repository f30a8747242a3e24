namespace ConvLog.Storage;

/// <summary>What an erasure is of.</summary>
public enum ErasureSubject
{
    /// <summary>One conversation.</summary>
    Conversation,

    /// <summary>All conversations of an end user.</summary>
    User,
}

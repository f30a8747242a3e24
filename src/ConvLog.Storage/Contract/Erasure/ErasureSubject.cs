namespace ConvLog.Storage;

/// <summary>The subject of an erasure.</summary>
public enum ErasureSubject
{
    /// <summary>One conversation.</summary>
    Conversation,

    /// <summary>All conversations of an end user.</summary>
    User,
}

namespace ConvLog.Storage;

/// <summary>What a list of conversations is sorted by. Equal values are ordered by the bytes of the conversation ID in UTF-8.</summary>
public enum ConversationSort
{
    /// <summary>When the conversation began.</summary>
    Created,

    /// <summary>When the conversation was last written to.</summary>
    Updated,

    /// <summary>The time from the start to the end of the conversation, or to its last activity while it is open.</summary>
    Duration,

    /// <summary>The number of tokens of all turns.</summary>
    Tokens,

    /// <summary>The number of error entries.</summary>
    Errors,
}

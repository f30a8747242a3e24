namespace ConvLog.Storage;

/// <summary>What a list is sorted by. Equal ones are ordered by id, byte by byte in UTF-8.</summary>
public enum ConversationSort
{
    /// <summary>When the conversation began.</summary>
    Created,

    /// <summary>When something was written last.</summary>
    Updated,

    /// <summary>From the beginning to the end, or to the last activity so far.</summary>
    Duration,

    /// <summary>Tokens of all turns.</summary>
    Tokens,

    /// <summary>Error entries.</summary>
    Errors,
}

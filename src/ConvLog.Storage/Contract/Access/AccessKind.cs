namespace ConvLog.Storage;

/// <summary>How personal data was read.</summary>
public enum AccessKind
{
    /// <summary>A whole conversation.</summary>
    Conversation,

    /// <summary>The summary of a conversation, as lists show it.</summary>
    List,

    /// <summary>A part of its log.</summary>
    Log,

    /// <summary>A list was filtered by an end user, a number or an attribute: one record for each conversation found, or one without a conversation.</summary>
    Lookup,

    /// <summary>A list of end users: one record for each user shown with their ID.</summary>
    Users,
}

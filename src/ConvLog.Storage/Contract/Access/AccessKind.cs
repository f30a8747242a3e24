namespace ConvLog.Storage;

/// <summary>How personal data was read.</summary>
public enum AccessKind
{
    /// <summary>A whole conversation.</summary>
    Conversation,

    /// <summary>What a list shows of it.</summary>
    List,

    /// <summary>A part of its log.</summary>
    Log,

    /// <summary>A list was asked for an end user or a number, and there was none.</summary>
    Lookup,

    /// <summary>A list of end users: one record for each who was shown with their ID.</summary>
    Users,
}

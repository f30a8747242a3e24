namespace ConvLog.Records;

/// <summary>The kind of a live event.</summary>
public enum LiveEventKind
{
    /// <summary>An entry was logged.</summary>
    Entry,

    /// <summary>An API response was logged.</summary>
    ApiResponse,

    /// <summary>A conversation began, or what a list shows of it changed.</summary>
    Conversation,
}

namespace ConvLog.Records;

/// <summary>The ids of the conversations before and after one in a list.</summary>
public sealed record ConversationNeighbours
{
    /// <summary>The conversation before it in the order of the list; null for the first.</summary>
    public string? Previous { get; init; }

    /// <summary>The conversation after it in the order of the list; null for the last.</summary>
    public string? Next { get; init; }

    /// <summary>No conversation on either side.</summary>
    public static ConversationNeighbours None { get; } = new();
}

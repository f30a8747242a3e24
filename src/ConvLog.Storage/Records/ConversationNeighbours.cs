namespace ConvLog.Records;

/// <summary>The conversations beside one in a list, by their ids.</summary>
/// <param name="Previous">The one before it, as the list is sorted; null where it is the first.</param>
/// <param name="Next">The one after it; null where it is the last.</param>
public sealed record ConversationNeighbours(string? Previous, string? Next)
{
    /// <summary>None on either side.</summary>
    public static ConversationNeighbours None { get; } = new(Previous: null, Next: null);
}

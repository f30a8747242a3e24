namespace ConvLog.StoreContract;

/// <summary>The orders of a list that cases are asked in.</summary>
internal static class Sorts
{
    /// <summary>Every order, or every so many, others for each case.</summary>
    /// <param name="everyNth">Which of them.</param>
    /// <param name="place">The place of the case among the others.</param>
    public static IEnumerable<ConversationSort> Of(int everyNth, int place)
        => Enum.GetValues<ConversationSort>().Where((_, number) => (number + place) % everyNth == 0);
}

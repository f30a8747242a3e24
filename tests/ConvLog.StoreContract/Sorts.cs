namespace ConvLog.StoreContract;

/// <summary>The sort orders in which cases are listed.</summary>
internal static class Sorts
{
    /// <summary>All sort orders, or every n-th, different ones for each case.</summary>
    /// <param name="everyNth">Returns every n-th sort order; 1 for all.</param>
    /// <param name="place">The index of the case.</param>
    public static IEnumerable<ConversationSort> Of(int everyNth, int place)
        => Enum.GetValues<ConversationSort>().Where((_, number) => (number + place) % everyNth == 0);
}

namespace ConvLog.StoreContract.Differential;

/// <summary>Writes random records, among which openings are refused now and then.</summary>
internal static class Writing
{
    /// <summary>Writes what the store admits: all records but those of openings that it refuses.</summary>
    public static async Task WriteAdmittedAsync(this IConversationStore store, IReadOnlyList<StoreRecord> records)
    {
        try
        {
            await store.WriteAsync(records);
        }
        catch (WriterRefusedException)
        {
            // All else is written.
        }
    }
}

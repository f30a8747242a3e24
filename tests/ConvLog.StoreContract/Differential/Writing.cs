namespace ConvLog.StoreContract.Differential;

/// <summary>Writes random records, among which openings are refused now and then.</summary>
internal static class Writing
{
    /// <summary>Writes what the store admits: all records but those of openings that it refuses.</summary>
    /// <returns>Whether that is all.</returns>
    public static async Task<bool> WriteAdmittedAsync(this IConversationStore store, IReadOnlyList<StoreRecord> records)
    {
        try
        {
            await store.WriteAsync(records);
            return true;
        }
        catch (WriterRefusedException)
        {
            return false; // All else is written.
        }
    }
}

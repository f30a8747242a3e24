namespace ConvLog.StoreContract.Differential;

/// <summary>Writes random records, among which openings and changes of turns are refused now and then.</summary>
public static class Writing
{
    /// <summary>
    /// Writes what the store admits: all records but those of openings that it refuses, and changes of turns that are not there, for the sake of which it
    /// refuses a whole batch. As the sink does, this writes the records of such a one by one.
    /// </summary>
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
        catch (ConversationStoreException e) when (e.Fault == StoreFault.Refused && records.OfType<TurnChangeRecord>().Any())
        {
            foreach (var record in records.Count > 1 ? records : [])
            {
                await store.WriteAdmittedAsync([record]);
            }

            return false;
        }
    }
}

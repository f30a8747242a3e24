namespace ConvLog.StoreContract.Differential;

/// <summary>Writes random records, some of which the store rejects.</summary>
public static class Writing
{
    /// <summary>
    /// Writes the records that the store admits: all except those of rejected openings, and changes of missing turns, which reject a whole batch. As the sink
    /// does,
    /// this then writes the records of the batch one at a time.
    /// </summary>
    /// <returns>Whether all records were written.</returns>
    public static async Task<bool> WriteAdmittedAsync(this IConversationStore store, IReadOnlyList<StoreRecord> records)
    {
        try
        {
            await store.WriteAsync(records);
            return true;
        }
        catch (WriterRefusedException)
        {
            return false; // The other records are written.
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

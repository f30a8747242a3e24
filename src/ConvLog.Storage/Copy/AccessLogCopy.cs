namespace ConvLog.Storage.Copy;

/// <summary>Copies the access log in its order. Accesses have no identity, so those of an interrupted copy are skipped by their number.</summary>
internal static class AccessLogCopy
{
    private const int Page = 10_000;

    /// <returns>The number of accesses written.</returns>
    /// <exception cref="ConversationStoreException">The target's log is not the beginning of the source's.</exception>
    public static async ValueTask<long> RunAsync(IConversationStore from, IConversationStore to, CancellationToken cancellationToken)
    {
        var all = await ReadAsync(from, cancellationToken).ConfigureAwait(false);
        var there = await ReadAsync(to, cancellationToken).ConfigureAwait(false);
        if (there.Count > all.Count || !all.Take(there.Count).SequenceEqual(there))
        {
            throw new ConversationStoreException(StoreFault.Unusable,
                "The access log of the store to copy to has reads of its own, so that their order would be lost. Copy into an empty store.");
        }

        foreach (var chunk in all.Skip(there.Count).Chunk(1_000))
        {
            await to.WriteAccessAsync(chunk, cancellationToken).ConfigureAwait(false);
        }

        return all.Count - there.Count;
    }

    // Returns the oldest first.
    private static async ValueTask<List<AccessRecord>> ReadAsync(IConversationStore store, CancellationToken cancellationToken)
    {
        var all = new List<AccessRecord>();
        var query = new AccessQuery { Limit = Page };
        do
        {
            var page = await store.ReadAccessAsync(query, cancellationToken).ConfigureAwait(false);
            all.AddRange(page.Accesses);
            query = query with { Before = page.Next };
        }
        while (query.Before is not null);

        all.Reverse();
        return all;
    }
}

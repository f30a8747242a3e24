namespace ConvLog.Storage.Relational;

/// <summary>The erasures of a store, with their receipts.</summary>
internal interface IErasures
{
    /// <summary>Makes erased data permanently unreadable: applies pending events and destroys keys.</summary>
    ValueTask FinishAsync(CancellationToken cancellationToken);

    /// <summary>The receipt of a request; null if it is not known.</summary>
    ValueTask<ErasureReceipt?> ReadAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The receipt of the latest erasure that concerns a conversation; null for none.</summary>
    ValueTask<ErasureReceipt?> FindAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>The receipts, the latest request first.</summary>
    ValueTask<List<ErasureReceipt>> LatestAsync(int limit, CancellationToken cancellationToken);
}

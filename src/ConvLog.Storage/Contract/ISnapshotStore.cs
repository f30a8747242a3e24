namespace ConvLog.Storage;

/// <summary>
/// Reads a list and everything shown with it from one snapshot, so that its rows, counts and problems agree. A capability of a store, see
/// <see cref="StoreCapabilities.Snapshots"/>.
/// </summary>
public interface ISnapshotStore
{
    /// <summary>Reads from one snapshot.</summary>
    /// <param name="query">The list that is read. The reads may have other filters, but search for a text only if this query does.</param>
    /// <param name="withPii">Whether personal entries count in this list.</param>
    /// <param name="read">
    /// The reads. It may wait only for them, because the snapshot holds a connection until it completes, and may be called again after a lost connection.
    /// Its argument also implements <see cref="IFacetStore"/> and <see cref="ILookupStore"/> if the store does.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The result of <paramref name="read"/>.</returns>
    /// <exception cref="ArgumentException">The text of the query cannot be searched.</exception>
    ValueTask<T> ReadSnapshotAsync<T>(
        ConversationQuery query, bool withPii, Func<IConversationLists, ValueTask<T>> read, CancellationToken cancellationToken = default);
}

namespace ConvLog.Storage;

/// <summary>Counts the values of a list's facets. A capability of a store, see <see cref="StoreCapabilities.Facets"/>.</summary>
public interface IFacetStore
{
    /// <summary>
    /// Counts facet values in the first <see cref="ConversationQuery.Limit"/> conversations of a list. Besides the limit, only the filters and the sort
    /// order of the query are used.
    /// </summary>
    /// <param name="query">The filters, the sort order and the number of conversations.</param>
    /// <param name="withPii">Whether personal entries count in filters, sort values and problems.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default);
}

using ConvLog.PostgreSql.Text;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql;

/// <content>Search, and the index that it rests on.</content>
public sealed partial class PostgreSqlConversationStore
{
    private readonly TextIndexer _indexer;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> has nothing that can be searched for, or too much.</exception>
    public async ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var terms = SearchTerms.Parse(query.Text);
        if (_database.Options.Privacy.Utterances != PrivacyClass.Visible)
        {
            query = query with { EntriesOnly = true };
        }

        return await _database.ReadAsync((session, cancel) => new TextSearch(session, query, terms).RunAsync(cancel), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings the text index up to all that was written. The background task does the same a little later.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CatchUpAsync(CancellationToken cancellationToken = default) => _indexer.CatchUpAsync(cancellationToken);
}

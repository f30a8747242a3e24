using ConvLog.Privacy;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite;

/// <content>Search, and the index that it rests on.</content>
public sealed partial class SqliteConversationStore
{
    private readonly TextIndexer _indexer;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> has nothing that can be searched for, or too much.</exception>
    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        var terms = SearchTerms.Parse(query.Text);
        bool utterances = _database.Options.Privacy.Utterances == PrivacyClass.Visible;
        return new(_database.Read(session => new TextSearch(session, utterances ? query : query with { EntriesOnly = true }, terms).Run()));
    }

    /// <summary>Brings the text index up to all that was written. The background task does the same a little later.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    internal Task CatchUpAsync(CancellationToken cancellationToken = default) => _indexer.CatchUpAsync(cancellationToken);
}

using System.Runtime.CompilerServices;
using ConvLog.Records;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Summaries;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Background;

namespace ConvLog.Sqlite.Reading;

/// <summary>
/// Reads lists and the text index, which are updated in the background: a reader waits briefly for that, and the result says whether it is complete.
/// </summary>
/// <param name="database">The data.</param>
/// <param name="personal">Opens personal data.</param>
/// <param name="pace">Learns that there are readers.</param>
/// <param name="summaries">Updates lists.</param>
/// <param name="indexer">Updates the text index.</param>
internal sealed class CountedReads(
    Database database, Func<PersonalData, PersonalReading> personal, BatchingDelay pace, SummaryUpdater summaries, TextIndexer indexer)
{
    /// <summary>Reads lists by a query in one transaction.</summary>
    /// <inheritdoc cref="ReadAsync{T}"/>
    public ValueTask<T> ReadListsAsync<T>(ConversationQuery query, bool withPii, Func<SqliteLists, ValueTask<T>> read, CancellationToken cancellationToken,
        [CallerMemberName] string call = "")
    {
        ArgumentNullException.ThrowIfNull(query);
        query.EnsureSearchable();
        return ReadListsAsync(withPii, read, cancellationToken, searches: query.Text is not null, call);
    }

    /// <summary>Reads lists in one transaction.</summary>
    /// <inheritdoc cref="ReadAsync{T}"/>
    public ValueTask<T> ReadListsAsync<T>(bool withPii, Func<SqliteLists, ValueTask<T>> read, CancellationToken cancellationToken, bool searches = false,
        [CallerMemberName] string call = "")
        => ReadAsync(
            withPii,
            (session, isComplete) => Session.Completed(read(new SqliteLists(session, isComplete, personal, database.Options.Privacy))),
            cancellationToken,
            searches,
            call);

    /// <summary>Reads in one transaction.</summary>
    /// <param name="withPii">Whether the reader may see personal data.</param>
    /// <param name="read">What to read. Its second parameter says whether that includes everything written before the call.</param>
    /// <param name="cancellationToken">A token to cancel the wait.</param>
    /// <param name="searches">Whether the text index is read.</param>
    /// <param name="call">The name of the calling method, for health; filled in by the compiler.</param>
    public async ValueTask<T> ReadAsync<T>(bool withPii, Func<Session, bool, T> read, CancellationToken cancellationToken, bool searches = false,
        [CallerMemberName] string call = "")
    {
        pace.Read();
        bool isIndexed = searches && database.Options.IndexText;
        var (found, due) = database.Read(
            session => PendingWork.Of(session, withPii, isIndexed) is { IsEmpty: false } work ? (default(T), work) : (read(session, true), default), call);
        if (due.IsEmpty)
        {
            return found!;
        }

        if (!database.Options.ReadOnly)
        {
            await Task.WhenAll(summaries.WaitForAsync(due.Arrival, cancellationToken), indexer.WaitForAsync(due.Indexed, cancellationToken))
                .ConfigureAwait(false);
        }

        return database.Read(session => read(session, due.IsDone(session)), call);
    }

    /// <summary>Completes the background work on everything that was written.</summary>
    public async ValueTask BringAsync(CancellationToken cancellationToken)
    {
        if (database.Options.ReadOnly)
        {
            return; // The process that writes the file does this.
        }

        await summaries.UpdateAsync(cancellationToken).ConfigureAwait(false);
        if (database.Options.IndexText)
        {
            await indexer.CatchUpAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}

using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Schema;
using Npgsql;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>Counts the changes of conversations that earlier transactions left in the work list <see cref="CountQueue"/>.</summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="keys">The keys of personal data.</param>
/// <param name="partitions">The existing partitions.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed class CountBatch(Session session, DataKeys keys, Partitions partitions, DatabaseTroubles troubles)
{
    private readonly BatchKeys _keys = new(keys, troubles);

    /// <summary>Updates the rows of conversations and commits the transaction.</summary>
    /// <exception cref="DeletedConversationException">One of the conversations does not exist. Nothing was changed.</exception>
    public async ValueTask RunAsync(IEnumerable<(string Id, ConversationLocation Place)> given, CancellationToken cancellationToken)
    {
        var conversations = BatchConversations.ToCount(given);
        session.Partition = partitions.EndingOf([.. conversations.All.Select(static change => change.Day)]);
        await new StateReading(session, conversations, [], WriteMode.Fast).ReadAsync(new BatchUsers(keys), cancellationToken).ConfigureAwait(false);
        await TakeAsync(conversations, cancellationToken).ConfigureAwait(false);
        await SummarizeAsync(conversations, cancellationToken).ConfigureAwait(false);

        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        PersonalRows.PutBy(session, batch, conversations.All, WriteMode.Fast); // Of titles.
        ConversationRows.PutCounted(session, batch, [.. conversations.All.Where(static change => change.IsChanged)]);
        await session.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    // The conversations are locked, so no items are added concurrently.
    private async ValueTask TakeAsync(BatchConversations conversations, CancellationToken cancellationToken)
    {
        var reads = new StateQueries(session, conversations);
        reads.Add(CountQueue.Take, [conversations.Stored.Select(static change => change.Number).ToArray()], CountQueue.AddTo);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SummarizeAsync(BatchConversations conversations, CancellationToken cancellationToken)
    {
        var summaries = new SummaryWriting(session, conversations, _keys, keys, troubles);
        var merged = await summaries.CountAsync(cancellationToken).ConfigureAwait(false);
        await _keys.FindAsync(merged, cancellationToken).ConfigureAwait(false);
        await summaries.MergeAsync(merged, cancellationToken).ConfigureAwait(false);
        await _keys.MakeForPartsAsync(conversations, cancellationToken).ConfigureAwait(false);
    }
}

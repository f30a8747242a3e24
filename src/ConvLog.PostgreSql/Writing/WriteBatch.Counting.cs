using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <content>Counts the changes that earlier transactions left in the work list <see cref="CountQueue"/>.</content>
internal sealed partial class WriteBatch
{
    /// <summary>Updates the rows of conversations and commits the transaction.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="conversations">The conversations.</param>
    /// <param name="services">Shared by all batches.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="DeletedConversationException">One of the conversations does not exist. Nothing was changed.</exception>
    public static async ValueTask CountAsync(Session session, IEnumerable<(string Id, ConversationLocation Place)> conversations, WriteServices services,
        CancellationToken cancellationToken)
    {
        var batch = Of(session, conversations, services);
        session.Partition = services.Partitions.EndingOf([.. batch._changes.Values.Select(static change => change.Day)]);
        await batch.ReadAsync(cancellationToken).ConfigureAwait(false);
        await batch.CountAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Computes the row of a conversation after that update, as a reader sees it. Takes no lock and changes nothing.</summary>
    public static async ValueTask<CurrentSummary> LookAsync(Session session, (string Id, ConversationLocation Place) conversation, WriteServices services,
        PersonalReading personal, CancellationToken cancellationToken)
    {
        var batch = Of(session, [conversation], services);
        var change = batch._changes[conversation.Id];
        batch._byNumber[change.Number] = change;
        var reads = new QueryBatch(session);
        Add(reads, SummaryColumns.Find, [change], row => change.Columns = SummaryColumns.Read(row));
        batch.AddReads(reads, [change]);
        reads.Add(CountQueue.Look, [new[] { change.Number }], row => CountQueue.AddTo(change, row));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        Count(change);
        if (!IsKnownNew(change))
        {
            return new CurrentSummary(change.Columns, Title: null);
        }

        var titleReads = new QueryBatch(session);
        batch.AddTitles(titleReads, [change]);
        await titleReads.RunAsync(cancellationToken).ConfigureAwait(false);
        return new CurrentSummary(change.Columns, batch.TitleOf(change, await PartsAsync(change.Columns, personal, cancellationToken).ConfigureAwait(false)));
    }

    // A title is a personal part of the conversation, even if it is read from a turn.
    private static async ValueTask<PersonalParts> PartsAsync(SummaryColumns columns, PersonalReading personal, CancellationToken cancellationToken)
    {
        var key = personal.Includes(PersonalData.Conversations)
            ? (await personal.OfAsync(columns.Key, columns.IsPurged, cancellationToken).ConfigureAwait(false)).Key : null;
        return new PersonalParts(key, columns.IsPurged, isHidden: key is null, personal.Troubles);
    }

    private static WriteBatch Of(Session session, IEnumerable<(string Id, ConversationLocation Place)> conversations, WriteServices services)
    {
        var batch = new WriteBatch(session, [], new PreparedEntries([]), services, isCareful: false);
        foreach (var (id, place) in conversations)
        {
            batch._changes[id] = new ConversationChange(id) { Number = place.Conversation, Day = place.Day, Kinds = ConversationChange.Counted };
        }

        return batch;
    }

    private async ValueTask CountAsync(CancellationToken cancellationToken)
    {
        // The conversations are locked, so no items are added concurrently.
        var reads = new QueryBatch(session);
        reads.Add(CountQueue.Take, [_byNumber.Keys.ToArray()], row => CountQueue.AddTo(_byNumber[row.Int64(0)], row));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        await SummarizeAsync(cancellationToken).ConfigureAwait(false);

        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        PutRows(batch); // The personal part of a title.
        PutSummaries(batch, [.. _changes.Values.Where(static change => change.IsChanged)]);
        await session.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
    }
}

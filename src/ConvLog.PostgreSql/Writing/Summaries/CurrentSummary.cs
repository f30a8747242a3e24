using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>The list row of a conversation as if all pending changes were counted.</summary>
/// <param name="Counts">The counts.</param>
/// <param name="Title">The title as the reader sees it; null if it is the stored one.</param>
internal sealed record CurrentSummary(SummaryColumns Counts, ConversationTitle? Title)
{
    /// <summary>Computes the row of a conversation as a reader sees it. Takes no lock and changes nothing.</summary>
    public static async ValueTask<CurrentSummary> ReadAsync(
        Session session, (string Id, ConversationLocation Place) conversation, PersonalReading personal, CancellationToken cancellationToken)
    {
        var conversations = BatchConversations.ToCount([conversation]);
        var stored = conversations.FindStored();
        var change = stored[0];
        var reads = new StateQueries(session, conversations);
        reads.Add(SummaryColumns.Find, stored, static (change, row) => change.Columns = SummaryColumns.Read(row));
        new StateReading(session, conversations, [], WriteMode.Fast).AddTo(reads, stored);
        reads.Add(CountQueue.Look, [new[] { change.Number }], CountQueue.AddTo);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        change.Columns.Count(change);
        if (!SummaryWriting.IsMergedAgain(change))
        {
            return new CurrentSummary(change.Columns, Title: null);
        }

        var titleReads = new StateQueries(session, conversations);
        StoredTitle.AddTo(titleReads, stored);
        await titleReads.RunAsync(cancellationToken).ConfigureAwait(false);
        return new CurrentSummary(
            change.Columns, TitleReading.Of(change, await PartsAsync(change.Columns, personal, cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Returns the stored summary with these counts and this title.</summary>
    public StoredSummary ShowIn(StoredSummary read)
    {
        var counted = Counts.ShowIn(read);
        return Title is var (shown, full, isInPii) ? counted with { Title = SummaryRow.Title(shown, full, isInPii) } : counted;
    }

    // A title is a personal part of the conversation, even if it is read from a turn.
    private static async ValueTask<PersonalParts> PartsAsync(SummaryColumns columns, PersonalReading personal, CancellationToken cancellationToken)
    {
        var key = personal.Includes(PersonalData.Conversations)
            ? (await personal.OfAsync(columns.Key, columns.IsPurged, cancellationToken).ConfigureAwait(false)).Key : null;
        return new PersonalParts(key, columns.IsPurged, isHidden: key is null, personal.Troubles);
    }
}

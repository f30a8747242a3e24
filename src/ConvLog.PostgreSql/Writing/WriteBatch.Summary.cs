using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing;

/// <content>Updates the list row of a conversation (<see cref="SummaryCounts"/>) if it is counted in the same transaction.</content>
internal sealed partial class WriteBatch
{
    private const string FindOpeningParts = $"SELECT conversation, ref, payload, checksum FROM #.pii# WHERE {These} AND kind = 1";
    private const string FindSubjects = $"SELECT conversation, kind, hash FROM #.subject# WHERE {These}";

    private const string FindTitles = """
        SELECT turn.conversation, turn.no, turn.user_input, turn.agent_response, pii.payload, pii.checksum
        FROM unnest($1, $2, $3) AS given (conversation, day, no)
        JOIN #.turn# AS turn ON turn.conversation = given.conversation AND turn.day = given.day AND turn.no = given.no AND turn.day = ANY($4) AND turn.conversation = ANY($1)
        LEFT JOIN #.pii# AS pii ON pii.conversation = turn.conversation AND pii.day = turn.day AND pii.kind = 4 AND pii.ref = turn.no AND pii.day = ANY($4) AND pii.conversation = ANY($1)
        """;

    private readonly BulkRows _goneSubjects = new("subject#", "conversation bigint", "day bigint", "kind bigint", "hash bytea");
    private readonly Dictionary<long, StoredTitle> _titles = [];

    private async ValueTask SummarizeAsync(CancellationToken cancellationToken)
    {
        var changed = _changes.Values.Where(static change => change.IsChanged).ToList();
        var counted = changed.FindAll(static change => change.IsCounted);
        counted.ForEach(Count);
        var known = counted.FindAll(IsKnownNew);
        await ReadOpeningsAsync(known.FindAll(static change => !change.IsNew), cancellationToken).ConfigureAwait(false);
        await FindKeysAsync(known.Concat(_unverified.Select(static entry => entry.Change)).Concat(changed.Where(static change => change.Parts.Count > 0)),
            cancellationToken).ConfigureAwait(false);
        CompareUnverified();
        foreach (var change in known)
        {
            await UpdateKnownAsync(change, cancellationToken).ConfigureAwait(false);
        }

        var sealing = _changes.Values.Where(static change => change.Parts.Values.Any(static part => part.Payload is not null));
        await MakeKeysAsync(sealing, cancellationToken).ConfigureAwait(false);
    }

    // Whether the columns merged from openings must be written: an opening changed, or the title may have.
    private static bool IsKnownNew(ConversationChange change)
    {
        if (change.Changes(RecordKinds.Openings))
        {
            return true;
        }

        return change.Changes(RecordKinds.Turns) && change.Columns.Listed is not null
            && (change.IsTitleWritten || TitleTurnOf(change)?.Number != change.Columns.TitleTurn);
    }

    private static void Count(ConversationChange change)
    {
        var columns = change.Columns;
        columns.AddLogged(change.Visible, change.Personal);
        if (change.Changes(RecordKinds.Activity))
        {
            long? opened = change.Writers.Values.Where(static writer => writer.Revision is not null).Max(static writer => writer.Closed ?? writer.Opened);
            columns.Recount(
                change.Turns.Values.Select(static turn => new CountedTurnRow(
                    turn.Started, turn.Ended, turn.ResponseTime, turn.Usage, turn.HasFailed,
                    (turn.Flags & TurnPayload.IsInterrupted) != 0, (turn.Flags & TurnPayload.IsRefused) != 0)),
                change.Calls.Values.OrderBy(static call => call.Number)
                    .Select(static call => ((FunctionOutcome?)call.Outcome, call.Started, call.Duration, call.Losses, call.IsUnobserved)),
                opened);
        }

        if (change.Changes(RecordKinds.Feedback))
        {
            columns.Recount(change.Feedback.Where(static feedback => feedback.Value.Rating is not null)
                .Select(static feedback => (feedback.Key.Source, (FeedbackRating)feedback.Value.Rating!.Value, feedback.Value.HasComment)));
        }

        if (change.Changes(RecordKinds.Annotations))
        {
            columns.Annotations = change.Annotations.Values.Count(static annotation => !annotation.IsRemoved);
        }
    }
}

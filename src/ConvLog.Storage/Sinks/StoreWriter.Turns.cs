using ConvLog.Records;
using ConvLog.Sinks;
using ConvLog.Storage.Records;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Sinks;

/// <content>Ratings, improved answers and late changes whose turn must be looked up in the store. They are few, and looked up one at a time.</content>
internal sealed partial class StoreWriter
{
    // How long a change of a turn may wait until another host has written the turn. Changes that arrive during a wait grow older with it.
    private static readonly TimeSpan s_turnWait = TimeSpan.FromSeconds(2);

    // The other records of the batch are written first, since they may include the turn.
    private void PushAll(StoreRecord[] records)
    {
        if (!Array.Exists(records, static record => record.Chosen is not null))
        {
            _parts.Push(new Part(records, Tries: 0));
            return;
        }

        var known = Array.FindAll(records, static record => record.Chosen is null);
        foreach (var record in records.Where(static record => record.Chosen is not null).Reverse())
        {
            _parts.Push(new Part(new[] { record }, Tries: 0));
        }

        if (known.Length > 0)
        {
            _parts.Push(new Part(known, Tries: 0));
        }
    }

    private async ValueTask FindTurnAsync(Part part, SinkQueue<QueuedRecord> queue)
    {
        var record = part.Records[0];
        var (conversation, failure) = await store.ReadTurnsAsync(record.ConversationId).ConfigureAwait(false);
        if (failure is null && Find(record, conversation?.Turns ?? []) is { } turn)
        {
            _parts.Push(new Part(new[] { RecordTurn.With(record, turn.Id) }, Tries: 0));
            return;
        }

        if (failure is null && record is TurnChangeRecord change && part.Tries < options.Retries
            && options.TimeProvider.GetUtcNow() - change.CreatedAt < s_turnWait)
        {
            _parts.Push(part with { Tries = part.Tries + 1 });
            await queue.PauseAsync(StoreOutage.Delay(options.RetryDelay, part.Tries), options.TimeProvider).ConfigureAwait(false);
            Resume(queue);
            return;
        }

        await HandleFailureAsync(part, failure ?? StoreFailure.NoTurn(record.Chosen!), queue).ConfigureAwait(false);
    }

    // When it was logged, the opening had no turn, so turns that it began later are excluded.
    private static TurnRecord? Find(StoreRecord record, IReadOnlyList<TurnRecord> turns) => record.Chosen switch
    {
        { Id: { } id } => turns.FirstOrDefault(turn => TurnParts.IsCalled(turn, id)),
        { Ordinal: { } ordinal } => ordinal >= 1 && ordinal <= turns.Count ? turns[ordinal - 1] : null,
        _ => turns.Where(turn => turn.WriterId != record.Writer).OrderBy(static turn => turn.StartedAt).LastOrDefault(),
    };

    [LoggerMessage(19, LogLevel.Warning,
        "Something told of a turn was dropped: the conversation {ConversationId} does not have {Turn}. Further ones are counted and not reported.")]
    private static partial void LogNoTurn(ILogger logger, string conversationId, string turn);
}

using ConvLog.Records;
using ConvLog.Sinks;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Sinks;

/// <content>Turns that continue a turn of another opening, which is looked up in the store once for each.</content>
internal sealed partial class StoreWriter
{
    private readonly ContinuedTurns _continued = new();

    // Earlier records are written first, since they may include the waiting turn.
    private async ValueTask DeliverAllAsync(StoreRecord[] records, SinkQueue<QueuedRecord> queue)
    {
        int written = 0;
        for (int i = 0; i < records.Length; i++)
        {
            if (_continued.IsUnknown(records[i]))
            {
                await DeliverResolvedAsync(records[written..i], queue).ConfigureAwait(false);
                written = i;
                await FindContinuedAsync((TurnRecord)records[i], queue).ConfigureAwait(false);
            }
        }

        await DeliverResolvedAsync(records[written..], queue).ConfigureAwait(false);
    }

    private async ValueTask FindContinuedAsync(TurnRecord turn, SinkQueue<QueuedRecord> queue)
    {
        for (int tries = 0; !queue.IsAbandoned; tries++)
        {
            var (conversation, failure) = await store.ReadTurnsAsync(turn.ConversationId).ConfigureAwait(false);
            if (failure is { IsOutage: true })
            {
                await _outage.WaitAsync(failure, queue).ConfigureAwait(false);
                continue;
            }

            IReadOnlyList<TurnRecord> turns = conversation?.Turns ?? [];
            var waiting = TurnParts.WithPart(turns, turn.Id) ?? TurnParts.WaitingFor(turns, turn.Choice!, turn.StartedAt, options.MaximumWait);
            var over = TurnParts.FindWaited(turns, turn.Choice!);
            if ((waiting ?? over) is not null || !MayArriveLater(conversation, turn) || tries >= options.Retries
                || options.TimeProvider.GetUtcNow() - turn.StartedAt >= s_turnWait)
            {
                _continued.Add(turn, waiting, over);
                return;
            }

            await queue.PauseAsync(StoreOutage.Delay(options.RetryDelay, tries), options.TimeProvider).ConfigureAwait(false);
        }

        _continued.Add(turn, waiting: null, over: null); // The sink ends while the store does not answer.
    }

    // If a front end answers immediately, another host may not have written yet that its turn waits.
    private static bool MayArriveLater(StoredConversation? conversation, TurnRecord turn)
        => conversation?.Turns.LastOrDefault(other => other.WriterId != turn.WriterId) is null or { EndedAt: null, Outcome: null };
}

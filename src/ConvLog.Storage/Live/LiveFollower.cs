using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Arrivals;

namespace ConvLog.Storage.Live;

/// <summary>One follower: reads the events for its kind of reader at its own pace, and falls back to the store when it is too far behind.</summary>
/// <param name="feed">The source of events.</param>
/// <param name="reading">Reads the store.</param>
/// <param name="replay">Reads past events from the store.</param>
/// <param name="access">Records accesses to personal data.</param>
/// <param name="time">The clock.</param>
/// <param name="reader">The follower.</param>
/// <param name="query">The events to follow.</param>
internal sealed class LiveFollower(LiveFeed feed, LiveReading reading, LiveReplay replay, LiveAccess access, TimeProvider time, Reader reader, LiveQuery query)
{
    private const int BatchSize = 256;

    // Conversations of older events may have been erased since.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(5);

    private readonly LiveFilter _filter = new(reader, query);
    private long _lastSign;

    public async IAsyncEnumerable<LiveBatch> FollowAsync(LivePosition? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = feed.Join();
        try
        {
            await run.Ready.WaitAsync(cancellationToken).ConfigureAwait(false);
            var ring = feed.RingOf(reader.CanReadPii);
            var (end, here) = ring.End();
            string place = (after ?? here).ToString();
            long next = after is { } given ? ring.Find(given) ?? -1 : end;
            yield return Batch([], place);
            while (true)
            {
                var changed = ring.Changed;
                ThrowIfFailed(run);
                if (ring.Read(next, BatchSize) is not { } read)
                {
                    (next, here) = ring.End();
                    bool isTold = true;
                    await foreach (var events in MissedAsync(place, cancellationToken).ConfigureAwait(false))
                    {
                        isTold &= events is not null;
                        if (events is { Count: > 0 })
                        {
                            yield return Batch(events, place: null);
                        }
                    }

                    yield return Batch([], place = here.ToString(), isReset: !isTold);
                }
                else if (read.Events.Count > 0)
                {
                    var events = await AdmitAsync(read.Events, isOld: next < end, cancellationToken).ConfigureAwait(false);
                    next += read.Events.Count;
                    if (events.Count > 0)
                    {
                        place = events.LastOrDefault(static told => told.Place is not null)?.Place ?? place;
                        yield return Batch(events, place);
                    }
                    else if (TimeUntilPulse() <= TimeSpan.Zero)
                    {
                        yield return Batch([], place);
                    }
                }
                else if (!await WaitAsync(changed, cancellationToken).ConfigureAwait(false)
                    && ring.Read(next, BatchSize) is { Events.Count: 0, Place: var reached })
                {
                    yield return Batch([], place = reached.ToString());
                }
            }
        }
        finally
        {
            feed.RemoveFollower();
        }
    }

    private static void ThrowIfFailed(LiveRun run)
    {
        if (run.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private LiveBatch Batch(IReadOnlyList<LiveEvent> events, string? place, bool isReset = false)
    {
        _lastSign = time.GetTimestamp();
        return new LiveBatch { Events = events, Place = place, IsReset = isReset };
    }

    private TimeSpan TimeUntilPulse() => query.Pulse - time.GetElapsedTime(_lastSign);

    // False when it is time for a keep-alive.
    private async ValueTask<bool> WaitAsync(Task changed, CancellationToken cancellationToken)
    {
        var rest = TimeUntilPulse();
        if (rest > TimeSpan.Zero)
        {
            await ArrivalSignal.WaitAsync(changed, rest, time, cancellationToken).ConfigureAwait(false);
        }

        return changed.IsCompleted;
    }

    private async IAsyncEnumerable<IReadOnlyList<LiveEvent>?> MissedAsync(string place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var events in replay.ReadAsync(LivePosition.Parse(place)!.Value, reader, query.ConversationId, cancellationToken).ConfigureAwait(false))
        {
            foreach (var part in events?.Where(_filter.Matches).Chunk(BatchSize) ?? [])
            {
                await access.WriteAsync(part, cancellationToken).ConfigureAwait(false);
                yield return part;
            }

            if (events is null)
            {
                yield return null;
            }
        }
    }

    private async ValueTask<IReadOnlyList<LiveEvent>> AdmitAsync(IReadOnlyList<LiveEvent> events, bool isOld, CancellationToken cancellationToken)
    {
        List<LiveEvent> admitted = [.. events.Where(_filter.Matches)];
        if (admitted.Count == 0)
        {
            return admitted;
        }

        if (isOld || admitted[0].PublishedAt < (time.GetUtcNow() - s_fresh).UtcTicks)
        {
            await RemoveErasedAsync(admitted, cancellationToken).ConfigureAwait(false);
        }

        await access.WriteAsync(admitted, cancellationToken).ConfigureAwait(false);
        return admitted;
    }

    // Events are kept in memory for some minutes, and erased data must not be returned from there.
    private async ValueTask RemoveErasedAsync(List<LiveEvent> events, CancellationToken cancellationToken)
    {
        foreach (string id in events.Select(static told => told.Conversation.ConversationId).Distinct(StringComparer.Ordinal).ToList())
        {
            var stored = await reading.ReadSummaryAsync(id, cancellationToken).ConfigureAwait(false);
            if (stored is null || (reader.CanReadPii && (stored.IsErasurePending || stored.PiiPurgedAt is not null)))
            {
                events.RemoveAll(told => string.Equals(told.Conversation.ConversationId, id, StringComparison.Ordinal));
            }
        }
    }
}

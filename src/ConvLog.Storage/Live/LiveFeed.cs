using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Privacy;

namespace ConvLog.Storage.Live;

/// <summary>
/// Reads each arrival once for all followers in this process, passes it through the gate once for those with the permission and once for those without, and
/// publishes the events. Runs while there are followers; its state is kept, so that a follower who soon reconnects misses nothing. Safe to use from any thread.
/// </summary>
internal sealed class LiveFeed
{
    private const int PageSize = 64;

    // If arrivals never pause, a new follower is ready after this many pages and may get some earlier events.
    private const int MostPages = 100;

    // A longer wait has no benefit, since arrivals of other hosts are found by polling. Idle conversations are also reported at this interval.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);

    // At the start, records are remembered for this many conversations; for others once they have arrivals.
    private const int MostRead = 256;
    private const int MostListed = 10_000;

    // Allows for differences between the hosts' clocks and for the delay between logging and storing.
    private static readonly TimeSpan s_before = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly LiveReading _reading;
    private readonly PrivacyGate _privacy;
    private readonly TimeProvider _time;
    private readonly (LiveConversations Known, LiveRing Ring) _permitted;
    private readonly (LiveConversations Known, LiveRing Ring) _others;
    private LiveRun? _run;
    private Task _lastWork = Task.CompletedTask;
    private int _followers;

    // Owned by the current run; runs follow one another.
    private string? _cursor;
    private DateTimeOffset _leftAt;

    // Idle conversations were reported up to this time. It depends on the clock alone, so that it does not reveal hidden records.
    private DateTimeOffset _idleCheckedAt;

    public LiveFeed(LiveReading reading, PrivacyGate privacy, TimeProvider time)
    {
        _reading = reading;
        _privacy = privacy;
        _time = time;
        _permitted = (new LiveConversations(new Reader("live", canReadPii: true)), new LiveRing(time));
        _others = (new LiveConversations(new Reader("live", canReadPii: false)), new LiveRing(time));
    }

    /// <summary>The events for readers of one kind. Each kind has its own, so that the number of events kept for one reveals nothing about the other.</summary>
    public LiveRing RingOf(bool canReadPii) => canReadPii ? _permitted.Ring : _others.Ring;

    /// <summary>Starts the feed if necessary. Each call needs a call of <see cref="RemoveFollower"/>.</summary>
    public LiveRun Join()
    {
        lock (_lock)
        {
            _followers++;
            if (_run is null or { Failure: not null })
            {
                var (run, before) = (new LiveRun(), _lastWork);
                _run = run;
                _lastWork = run.Work = Task.Run(() => WorkAsync(run, before), CancellationToken.None);
            }

            return _run;
        }
    }

    /// <summary>Stops the feed when the last follower leaves.</summary>
    public void RemoveFollower()
    {
        lock (_lock)
        {
            if (--_followers == 0)
            {
                _run?.Stopping.Cancel();
                _run = null;
            }
        }
    }

    private async Task WorkAsync(LiveRun run, Task before)
    {
        var cancellation = run.Stopping.Token;
        await before.ConfigureAwait(false);
        try
        {
            await BeginAsync(cancellation).ConfigureAwait(false);
            for (int pages = 1; ; pages++)
            {
                await PublishAsync(run, isReady: pages >= MostPages, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _leftAt = _time.GetUtcNow();
        }
        catch (Exception e)
        {
            // Each follower throws it; the next follower starts again.
            _cursor = null;
            run.Fail(e);
            _permitted.Ring.Wake();
            _others.Ring.Wake();
        }
    }

    // After a short pause without followers, the feed continues from its last position.
    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (_cursor is null || _time.GetUtcNow() - _leftAt > LiveRing.Kept)
        {
            _cursor = null;
            var page = await _reading.Arrivals.ReadArrivalsAsync(after: null, PageSize, cancellationToken).ConfigureAwait(false);
            await RestartAsync(page.Next, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask RestartAsync(string cursor, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        await RestartAsync(_others.Known, now, cancellationToken).ConfigureAwait(false);
        await RestartAsync(_permitted.Known, now, cancellationToken).ConfigureAwait(false);
        _idleCheckedAt = now;
        _others.Ring.Clear();
        _permitted.Ring.Clear();
        _cursor = cursor;
    }

    // Existing records count as known: they are not reported to new followers.
    private async ValueTask RestartAsync(LiveConversations known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // All conversations in progress, since each will count as finished at some time.
        var since = Earlier(now, _privacy.IdleTimeout > s_before ? _privacy.IdleTimeout : s_before);
        known.Begin(since);
        int read = 0;
        foreach (var summary in await _reading.ListActiveAsync(since, MostListed, known.Reader, cancellationToken).ConfigureAwait(false))
        {
            if (known.LastActivity(summary) < now - s_before || read++ >= MostRead)
            {
                known.Enter(summary);
            }
            else if (await _reading.ReadAsync(summary.Conversation.ConversationId, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                known.Enter(stored);
            }
        }
    }

    private async ValueTask PublishAsync(LiveRun run, bool isReady, CancellationToken cancellationToken)
    {
        try
        {
            var page = await _reading.Arrivals.ReadArrivalsAsync(_cursor, PageSize, cancellationToken).ConfigureAwait(false);
            if (page.IsGap)
            {
                // Followers find their rings empty, and read the store or are reset.
                await RestartAsync(page.Next, cancellationToken).ConfigureAwait(false);
                return;
            }

            await PublishIdleAsync(cancellationToken).ConfigureAwait(false);

            // The order of arrival would reveal hidden records.
            foreach (string conversationId in page.Conversations.Order(StringComparer.Ordinal))
            {
                if (await _reading.ReadAsync(conversationId, cancellationToken).ConfigureAwait(false) is { } stored)
                {
                    Publish(stored, _others.Known, _others.Ring);
                    Publish(stored, _permitted.Known, _permitted.Ring);
                }
            }

            _cursor = page.Next;
            if (isReady || page.Conversations.Count < PageSize)
            {
                run.SetReady();
            }

            if (page.Conversations.Count == 0)
            {
                await _reading.Arrivals.WaitForArrivalAsync(_cursor, TimeUntilIdleCheck(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConversationStoreException e) when (e.Fault == StoreFault.Unavailable && run.Ready.IsCompleted)
        {
            // No events are published until the store is available again, and none is lost: the feed continues from the same position.
            await Task.Delay(s_retry, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan TimeUntilIdleCheck()
    {
        var rest = _idleCheckedAt + s_longestWait - _time.GetUtcNow();
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    // No record is written when an idle conversation comes to count as finished: it follows from the clock.
    private async ValueTask PublishIdleAsync(CancellationToken cancellationToken)
    {
        if (TimeUntilIdleCheck() > TimeSpan.Zero)
        {
            return;
        }

        var (after, upTo) = (_idleCheckedAt, _time.GetUtcNow());
        foreach (var (known, ring) in new[] { _others, _permitted })
        {
            foreach (string id in known.LastActive(Earlier(after, _privacy.IdleTimeout), Earlier(upTo, _privacy.IdleTimeout)))
            {
                // Read again, since the conversation may have been erased.
                if (await _reading.ReadSummaryAsync(id, cancellationToken).ConfigureAwait(false) is { } summary
                    && _privacy.ViewIdle(summary, known.Reader, after, upTo) is { } told)
                {
                    ring.Add([told]);
                }
            }
        }

        _idleCheckedAt = upTo;
    }

    private static DateTimeOffset Earlier(DateTimeOffset at, TimeSpan by) => at - DateTimeOffset.MinValue > by ? at - by : DateTimeOffset.MinValue;

    private void Publish(StoredConversation stored, LiveConversations known, LiveRing ring) => ring.Add(_privacy.View(known.Arrived(stored), known.Reader));
}

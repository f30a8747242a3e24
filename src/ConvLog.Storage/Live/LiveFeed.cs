using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Privacy;

namespace ConvLog.Storage.Live;

/// <summary>
/// Reads each arrival once for all followers of this process, passes it through the gate once for those with the permission and once for those without, and
/// tells them. Works while someone follows; what it knows stays, so that whoever comes back soon has missed nothing. Any thread.
/// </summary>
internal sealed class LiveFeed
{
    private const int PageSize = 64;

    // Where so much comes in that there is always more, who joins is told a little of what came before.
    private const int MostPages = 100;

    // Longer is no use: another host's arrivals are found by looking, and this wakes for nothing. So often it is told which conversations have fallen silent.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);

    // Of so many conversations it is remembered at the start what was logged in them, of more when something was.
    private const int MostRead = 256;
    private const int MostListed = 10_000;

    // Hosts' clocks differ, and what was logged is stored a little later.
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

    // The run's: one follows another.
    private string? _cursor;
    private DateTimeOffset _leftAt;

    // It was told which conversations count as finished by then, having been silent for long. By the clock alone: else when it is told would depend on what is
    // hidden.
    private DateTimeOffset _silenceToldAt;

    public LiveFeed(LiveReading reading, PrivacyGate privacy, TimeProvider time)
    {
        _reading = reading;
        _privacy = privacy;
        _time = time;
        _permitted = (new LiveConversations(new Reader("live", canReadPii: true)), new LiveRing(time));
        _others = (new LiveConversations(new Reader("live", canReadPii: false)), new LiveRing(time));
    }

    /// <summary>What readers of one kind are told. They differ, so that how much is kept for one tells nothing of what the other is told.</summary>
    public LiveRing RingOf(bool canReadPii) => canReadPii ? _permitted.Ring : _others.Ring;

    /// <summary>Has it work; to be left again.</summary>
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

    /// <summary>The last one ends it.</summary>
    public void Leave()
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
                await TellAsync(run, isReady: pages >= MostPages, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _leftAt = _time.GetUtcNow();
        }
        catch (Exception e)
        {
            // Each follower throws it; who comes next begins anew.
            _cursor = null;
            run.Fail(e);
            _permitted.Ring.Wake();
            _others.Ring.Wake();
        }
    }

    // After a short pause it goes on where it was.
    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (_cursor is null || _time.GetUtcNow() - _leftAt > LiveRing.Kept)
        {
            _cursor = null;
            var page = await _reading.Arrivals.ReadArrivalsAsync(after: null, PageSize, cancellationToken).ConfigureAwait(false);
            await BeginAnewAsync(page.Next, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask BeginAnewAsync(string cursor, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        await BeginAnewAsync(_others.Known, now, cancellationToken).ConfigureAwait(false);
        await BeginAnewAsync(_permitted.Known, now, cancellationToken).ConfigureAwait(false);
        _silenceToldAt = now;
        _others.Ring.Clear();
        _permitted.Ring.Clear();
        _cursor = cursor;
    }

    // What is there is known: who follows from now on is not told.
    private async ValueTask BeginAnewAsync(LiveConversations known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // All that are in progress: each will count as finished some time.
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

    private async ValueTask TellAsync(LiveRun run, bool isReady, CancellationToken cancellationToken)
    {
        try
        {
            var page = await _reading.Arrivals.ReadArrivalsAsync(_cursor, PageSize, cancellationToken).ConfigureAwait(false);
            if (page.IsGap)
            {
                // Followers find their rings empty, and read the store or are told to.
                await BeginAnewAsync(page.Next, cancellationToken).ConfigureAwait(false);
                return;
            }

            await TellSilentAsync(cancellationToken).ConfigureAwait(false);

            // In the order of arrival it would tell that something hidden came in before.
            foreach (string conversationId in page.Conversations.Order(StringComparer.Ordinal))
            {
                if (await _reading.ReadAsync(conversationId, cancellationToken).ConfigureAwait(false) is { } stored)
                {
                    Tell(stored, _others.Known, _others.Ring);
                    Tell(stored, _permitted.Known, _permitted.Ring);
                }
            }

            _cursor = page.Next;
            if (isReady || page.Conversations.Count < PageSize)
            {
                run.SetReady();
            }

            if (page.Conversations.Count == 0)
            {
                await _reading.Arrivals.WaitForArrivalAsync(_cursor, UntilSilenceIsTold(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConversationStoreException e) when (e.Fault == StoreFault.Unavailable && run.Ready.IsCompleted)
        {
            // Nothing is told meanwhile, and nothing is missed: it goes on from the same place.
            await Task.Delay(s_retry, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan UntilSilenceIsTold()
    {
        var rest = _silenceToldAt + s_longestWait - _time.GetUtcNow();
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    // Nobody writes when a conversation has been silent for so long that it counts as finished: the clock tells.
    private async ValueTask TellSilentAsync(CancellationToken cancellationToken)
    {
        if (UntilSilenceIsTold() > TimeSpan.Zero)
        {
            return;
        }

        var (after, upTo) = (_silenceToldAt, _time.GetUtcNow());
        foreach (var (known, ring) in new[] { _others, _permitted })
        {
            foreach (string id in known.LastActive(Earlier(after, _privacy.IdleTimeout), Earlier(upTo, _privacy.IdleTimeout)))
            {
                // As it is now: it may be erased.
                if (await _reading.ReadSummaryAsync(id, cancellationToken).ConfigureAwait(false) is { } summary
                    && _privacy.ViewSilent(summary, known.Reader, after, upTo) is { } told)
                {
                    ring.Add([told]);
                }
            }
        }

        _silenceToldAt = upTo;
    }

    private static DateTimeOffset Earlier(DateTimeOffset at, TimeSpan by) => at - DateTimeOffset.MinValue > by ? at - by : DateTimeOffset.MinValue;

    private void Tell(StoredConversation stored, LiveConversations known, LiveRing ring) => ring.Add(_privacy.View(known.Arrived(stored), known.Reader));
}

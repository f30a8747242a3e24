using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Live;
using ConvLog.Storage.Background;

namespace ConvLog.Sqlite.Summaries;

/// <summary>
/// Updates the rows that lists show of conversations: in the background, within a second while there are readers and within five seconds otherwise, and on a
/// reader's request. An active conversation is therefore counted once in that time, however many steps it took. The position of the last processed arrival is
/// stored in the file, so the next process continues where a killed one stopped. Several processes may work at the same time, as each continues after the last
/// transaction.
/// </summary>
/// <param name="database">The database.</param>
internal sealed class SummaryUpdater(Database database) : IDisposable
{
    // This many conversations take a few milliseconds, for which a writer has to wait.
    private const int MostConversations = 250;

    // A number has 8 bytes.
    private const int MostAtOnce = 100_000;

    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(5);

    // For changes that other processes left, and for conversations that were set aside.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly SemaphoreSlim _updating = new(1, 1);
    private BackgroundLoop? _loop;

    // Whether this process wrote something since it last counted everything.
    private volatile bool _mayBeDue;

    /// <summary>Starts the background work, beginning with the changes that were left.</summary>
    /// <param name="pace">Determines how long to wait for more changes to process together.</param>
    public void Start(BatchingDelay pace)
    {
        _loop = new BackgroundLoop(_time) { Interval = s_lookAgain, MinimumDelay = pace.GetDelay };
        _loop.Wake();
        _loop.Start(
            async cancellationToken =>
            {
                await UpdateAsync(cancellationToken).ConfigureAwait(false);
                await SetAsideConversations.RetryAsync(database, cancellationToken).ConfigureAwait(false);
                return null;
            },
            static _ => null); // Failures are reported by the database and shown by health; the next write retries.
    }

    /// <summary>Signals that something was written. Never waits.</summary>
    public void Wake()
    {
        _mayBeDue = true;
        _loop?.Wake();
    }

    /// <summary>Starts processing up to an arrival, and waits briefly for the result.</summary>
    /// <param name="arrival">The arrival; 0 for none.</param>
    /// <param name="cancellationToken">A token to cancel the wait.</param>
    public Task WaitForAsync(long arrival, CancellationToken cancellationToken)
        => arrival == 0 ? Task.CompletedTask : BatchingDelay.WaitAsync(() => UpdateAsync(arrival, CancellationToken.None), _time, cancellationToken);

    /// <summary>Counts everything that was written before the call.</summary>
    public Task UpdateAsync(CancellationToken cancellationToken) => UpdateAsync(long.MaxValue, cancellationToken);

    /// <summary>Counts the changes that this process left, for a few seconds at most: the next process to read the file may be unable to.</summary>
    public void Dispose()
    {
        _loop?.Stop(s_longestStop);
        if (_mayBeDue)
        {
            try
            {
                // On a separate thread, because the thread pool may have none available.
                Task.Factory.StartNew(() => UpdateAsync(CancellationToken.None), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .Unwrap().Wait(s_longestStop);
            }
            catch (AggregateException)
            {
                // The next process that opens the file counts the rest.
            }
        }
    }

    private async Task UpdateAsync(long arrival, CancellationToken cancellationToken)
    {
        await _updating.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _mayBeDue = _mayBeDue && arrival != long.MaxValue;
            long end = Math.Min(arrival, database.Read(DueArrivals.End));
            while (database.Read(session => DueArrivals.LastDone(session) < end ? DueArrivals.Next(session, MostAtOnce) : null) is { } due)
            {
                await UpdateAsync(due, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            _mayBeDue = true;
            throw;
        }
        finally
        {
            _updating.Release();
        }
    }

    // Each conversation once, in short transactions, however many arrivals name it. Work that is undone by a power cut or a kill is repeated: only the last
    // transaction saves the new position.
    private async Task UpdateAsync(DueConversations due, CancellationToken cancellationToken)
    {
        if (due.IsDamaged)
        {
            database.Troubles.ChecksumFailed();
        }

        for (int first = 0; first == 0 || first < due.Numbers.Length; first += MostConversations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(MostConversations, due.Numbers.Length - first);
            var some = due.Numbers.AsMemory(first, count);
            bool isLast = first + count == due.Numbers.Length;
            await database.WriteDeferredAsync(
                session =>
                {
                    Update(session, some.Span);
                    if (isLast)
                    {
                        DueArrivals.PutDone(session, due);
                    }

                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Update(Session session, ReadOnlySpan<long> conversations)
    {
        var end = CurrentCounts.End(session, ArrivalRows.LastEntry(session));
        foreach (long conversation in conversations)
        {
            SetAsideConversations.Update(session, conversation, end);
        }
    }
}

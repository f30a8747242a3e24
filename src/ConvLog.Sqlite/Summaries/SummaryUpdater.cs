using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Live;
using ConvLog.Storage.Background;

namespace ConvLog.Sqlite.Summaries;

/// <summary>
/// Brings what lists show of conversations up to what was written of them: in the background, within a second while someone reads and within five otherwise,
/// and when a reader asks. A conversation that goes on is so counted once in that time, however many steps it took. Up to which arrival all is done stands in
/// the file, so that a process that was killed leaves the rest to the next one; several processes may do it at the same time, as each goes on where the last
/// transaction ended.
/// </summary>
/// <param name="database">The database.</param>
internal sealed class SummaryUpdater(Database database) : IDisposable
{
    // So many conversations are a matter of some milliseconds, for which a writer has to wait.
    private const int MostConversations = 250;

    // A number is 8 bytes.
    private const int MostAtOnce = 100_000;

    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(5);

    // What other processes left, and what is set aside.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly SemaphoreSlim _updating = new(1, 1);
    private BackgroundLoop? _loop;

    // Whether this process wrote something since it last counted all.
    private volatile bool _mayBeDue;

    /// <summary>Begins, with what was left.</summary>
    /// <param name="pace">Tells how long to gather what is done together.</param>
    public void Start(ReadingPace pace)
    {
        _loop = new BackgroundLoop(_time) { Interval = s_lookAgain, Rest = pace.Rest };
        _loop.Wake();
        _loop.Start(
            async cancellationToken =>
            {
                await UpdateAsync(cancellationToken).ConfigureAwait(false);
                await SetAsideConversations.RetryAsync(database, cancellationToken).ConfigureAwait(false);
                return null;
            },
            static _ => null); // What fails is reported by the database, and shown by health; it is tried again with the next write.
    }

    /// <summary>Says that something was written. Never waits.</summary>
    public void Wake()
    {
        _mayBeDue = true;
        _loop?.Wake();
    }

    /// <summary>Sees to it that something is done, and waits for that a moment.</summary>
    /// <param name="arrival">Up to where; 0 for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForAsync(long arrival, CancellationToken cancellationToken)
        => arrival == 0 ? Task.CompletedTask : ReadingPace.WaitAsync(() => UpdateAsync(arrival, CancellationToken.None), _time, cancellationToken);

    /// <summary>Counts all that was written before the call.</summary>
    public Task UpdateAsync(CancellationToken cancellationToken) => UpdateAsync(long.MaxValue, cancellationToken);

    /// <summary>Counts what this process left, as far as that takes no time to speak of: who reads the file next may be unable to.</summary>
    public void Dispose()
    {
        _loop?.Stop(s_longestStop);
        if (_mayBeDue)
        {
            try
            {
                // On a thread of its own: the thread pool may have none to give.
                Task.Factory.StartNew(() => UpdateAsync(CancellationToken.None), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .Unwrap().Wait(s_longestStop);
            }
            catch (AggregateException)
            {
                // The next one to open the file does it.
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

    // Each conversation once, in short transactions, however many arrivals name it. What a power cut or a kill undoes is done again: only the last transaction
    // says that all is done.
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
            await database.WriteSoonAsync(
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

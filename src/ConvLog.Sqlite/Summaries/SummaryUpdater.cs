using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Live;
using ConvLog.Storage.Background;

namespace ConvLog.Sqlite.Summaries;

/// <summary>
/// Brings what lists show of conversations up to what was written of them: in the background, within a second while someone reads and within five otherwise, and
/// when a reader asks. A conversation that goes on is so counted once in that time, however many steps it took. Up to which arrival all is done stands in the
/// file, so that a process that was killed leaves the rest to the next one; several processes may do it at the same time, as each goes on where the last
/// transaction ended.
/// </summary>
/// <param name="database">The database.</param>
internal sealed class SummaryUpdater(Database database) : IDisposable
{
    // So many conversations are a matter of some milliseconds, for which a writer has to wait.
    private const int MostConversations = 250;
    private const string FindConversations = "SELECT no FROM conversation WHERE no > ?1 ORDER BY no LIMIT ?2";

    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(5);

    // What other processes left, and what is set aside.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly SemaphoreSlim _updating = new(1, 1);
    private BackgroundLoop? _loop;

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
    public void Wake() => _loop?.Wake();

    /// <summary>Sees to it that something is done, and waits for that a moment.</summary>
    /// <param name="arrival">Up to where; 0 for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForAsync(long arrival, CancellationToken cancellationToken)
        => arrival == 0 ? Task.CompletedTask : ReadingPace.WaitAsync(() => UpdateAsync(arrival, CancellationToken.None), _time, cancellationToken);

    /// <summary>Counts all that was written before the call.</summary>
    public Task UpdateAsync(CancellationToken cancellationToken) => UpdateAsync(long.MaxValue, cancellationToken);

    /// <summary>Counts what is left, as far as that takes no time to speak of: who reads the file next may be unable to.</summary>
    public void Dispose()
    {
        if (_loop is { } loop)
        {
            loop.Stop(s_longestStop);
            try
            {
                Task.Run(() => UpdateAsync(CancellationToken.None)).Wait(s_longestStop);
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
            while (database.Read(static session => (Done: DueArrivals.LastDone(session), Due: DueArrivals.LastDue(session, withPii: true))) is var (done, due)
                && done < Math.Min(due, arrival))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!await database.WriteSoonAsync(UpdateNext, cancellationToken).ConfigureAwait(false))
                {
                    await UpdateAllAsync(due, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _updating.Release();
        }
    }

    // What a power cut undoes is done again: up to where all is done is written with it. False where all conversations are to be counted.
    private static bool UpdateNext(Session session)
    {
        var due = DueArrivals.Next(session, MostConversations);
        if (due.IsAll)
        {
            return false;
        }

        Update(session, due.Numbers);
        DueArrivals.PutLastDone(session, due.Last);
        return true;
    }

    // An arrival was damaged: which conversations it named is not known.
    private async Task UpdateAllAsync(long due, CancellationToken cancellationToken)
    {
        database.Troubles.ChecksumFailed();
        for (long? last = 0; last is not null;)
        {
            long after = last.Value;
            last = await database.WriteSoonAsync(
                session =>
                {
                    long[] numbers = [.. Numbers(session, after)];
                    Update(session, numbers);
                    return numbers.Length == 0 ? (long?)null : numbers[^1];
                },
                cancellationToken).ConfigureAwait(false);
        }

        await database.WriteSoonAsync(
            session =>
            {
                DueArrivals.PutLastDone(session, Math.Max(due, DueArrivals.LastDone(session)));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static List<long> Numbers(Session session, long after)
    {
        var numbers = new List<long>();
        var rows = session[FindConversations].Bind(1, after).Bind(2, MostConversations);
        while (rows.Step())
        {
            numbers.Add(rows.Int64(0));
        }

        return numbers;
    }

    private static void Update(Session session, long[] conversations)
    {
        var end = CurrentCounts.End(session, ArrivalRows.LastEntry(session));
        foreach (long conversation in conversations)
        {
            SetAsideConversations.Update(session, conversation, end);
        }
    }
}

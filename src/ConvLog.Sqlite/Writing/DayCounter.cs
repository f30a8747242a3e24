using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage;
using ConvLog.Storage.Background;

namespace ConvLog.Sqlite.Writing;

/// <summary>
/// Counts past days (<see cref="CountedDays"/>) in the background, the latest first. A day that is written to later is recounted. Writers wait only for two
/// short transactions, not for the counting itself.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="summaries">Updates the rows by which the conversations of a day are found.</param>
internal sealed class DayCounter(Database database, SummaryUpdater summaries) : IDisposable
{
    // Records that arrive for past days, for example from an import, are counted together.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = database.Options.TimeProvider;
    private readonly BackgroundLoop _loop = new(database.Options.TimeProvider) { Interval = s_lookAgain };

    /// <summary>Starts the background work, a minute from now.</summary>
    public void Start() => _loop.Start(
        async cancellationToken =>
        {
            await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            return null;
        },
        static _ => null); // Failures are reported by the database, and shown by health.

    /// <summary>Counts all days before today that are not counted yet. Other processes may do so at the same time.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(CountedDayKind.Statistics, StatisticsDay.Count, cancellationToken).ConfigureAwait(false);
        foreach (var kind in Enum.GetValues<CallTargetKind>())
        {
            await CatchUpAsync(CallDay.KindOf(kind), (session, day) => CallDay.Count(session, day, kind), cancellationToken).ConfigureAwait(false);
        }

        await CatchUpAsync(CountedDayKind.Errors, ErrorDay.Count, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops. The remaining days are counted after the next opening.</summary>
    public void Dispose() => _loop.Dispose();

    private async Task CatchUpAsync(CountedDayKind kind, Func<Session, long, List<CountedDayPart>> count, CancellationToken cancellationToken)
    {
        long today = _time.GetUtcNow().UtcTicks / CountedDays.Ticks;
        var missing = database.Read(session => new CountedDays(session, kind).Missing(today));
        foreach (long day in Enumerable.Reverse(missing))
        {
            cancellationToken.ThrowIfCancellationRequested();
            long claim = Random.Shared.NextInt64();
            await WriteAsync(days => days.Claim(day, claim)).ConfigureAwait(false);
            await summaries.UpdateAsync(cancellationToken).ConfigureAwait(false);
            var parts = database.Read(session => count(session, day));
            await WriteAsync(days => days.Put(day, claim, parts)).ConfigureAwait(false);
        }

        // A count that a power cut undoes is repeated.
        async Task WriteAsync(Action<CountedDays> write) => await database.WriteDeferredAsync(
            session =>
            {
                write(new CountedDays(session, kind));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}

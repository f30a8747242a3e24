using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Background;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Counts days that are over (<see cref="CountedDays"/>) in the background, the latest first. A day that is written to later is counted again. Those who write
/// of such a day wait for two short transactions, and not while it is counted. Of several hosts one counts at a time.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="bringUpToDate">Counts what was written of conversations in their rows.</param>
internal sealed class DayCounter(Database database, Func<CancellationToken, Task> bringUpToDate) : IAsyncDisposable
{
    // What comes to a day that is over, as by an import, is counted together.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);

    private readonly BackgroundLoop _loop = new(database.Options.TimeProvider) { Interval = s_lookAgain };

    /// <summary>Begins, a minute from now.</summary>
    public void Start() => _loop.Start(
        async cancellationToken =>
        {
            await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            return null;
        },
        static _ => null); // What fails is reported by the database, and shown by health.

    /// <summary>Counts all days before today that are not counted.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        int today = DateOnly.FromDateTime(database.Options.TimeProvider.GetUtcNow().UtcDateTime).DayNumber;
        foreach (int day in await database.WriteAsync((session, token) => CountedDays.MissingAsync(session, today, token), cancellationToken)
            .ConfigureAwait(false))
        {
            long claim = Random.Shared.NextInt64();
            await WriteAsync((session, token) => CountedDays.ClaimAsync(session, day, claim, token)).ConfigureAwait(false);

            // Later writes take the claim away.
            await bringUpToDate(cancellationToken).ConfigureAwait(false);

            // Not on a replica, which may be behind. What changes between two of its statements takes the claim away.
            var counted = await database.WriteAsync<DayCount?>(
                async (session, token) => await CountedDays.HasTurnAsync(session, token).ConfigureAwait(false)
                    ? await DayCount.OfAsync(session, day, token).ConfigureAwait(false) : null,
                cancellationToken).ConfigureAwait(false);
            if (counted is null)
            {
                return;
            }

            await WriteAsync((session, token) => CountedDays.PutAsync(session, day, claim, counted, token)).ConfigureAwait(false);
        }

        async Task WriteAsync(Func<Session, CancellationToken, ValueTask> write) => await database.WriteAsync(
            async (session, token) =>
            {
                await write(session, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops. What is left is counted by another host, or after the next start.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();
}

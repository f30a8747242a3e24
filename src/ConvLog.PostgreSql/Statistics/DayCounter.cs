using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Background;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Counts past days (<see cref="CountedDays"/>) in the background, latest first. A day with later writes is recounted. Writers to such a day wait for two short
/// transactions, but not while the day is counted. One host counts at a time.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="bringUpToDate">Counts pending changes in the rows of conversations.</param>
internal sealed class DayCounter(Database database, Func<CancellationToken, Task> bringUpToDate) : IAsyncDisposable
{
    // Writes to past days, such as an import, are counted together.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMinutes(1);

    private readonly BackgroundLoop _loop = new(database.Options.TimeProvider) { Interval = s_lookAgain };

    /// <summary>Starts counting, one minute from now.</summary>
    public void Start() => _loop.Start(
        async cancellationToken =>
        {
            await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            return null;
        },
        static _ => null); // The database reports failures, and health shows them.

    /// <summary>Counts all uncounted days before today.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        int today = DateOnly.FromDateTime(database.Options.TimeProvider.GetUtcNow().UtcDateTime).DayNumber;
        foreach (int day in await database.WriteAsync((session, token) => CountedDays.MissingAsync(session, today, token), cancellationToken)
            .ConfigureAwait(false))
        {
            long claim = Random.Shared.NextInt64();
            await WriteAsync((session, token) => CountedDays.ClaimAsync(session, day, claim, token)).ConfigureAwait(false);

            // Later writes delete the claim.
            await bringUpToDate(cancellationToken).ConfigureAwait(false);

            // Not on a replica, which may lag. Changes between two of its statements delete the claim.
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

    /// <summary>Stops counting. Another host, or the next start, counts the remaining days.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();
}

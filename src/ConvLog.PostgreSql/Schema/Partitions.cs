using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// The partitions there are, each with all tables for some days. One that is missing is made when something is to be written into it. Any thread.
/// </summary>
/// <param name="database">The data.</param>
internal sealed class Partitions(Database database)
{
    /// <summary>Whoever makes or drops a partition holds this lock until the transaction ends. Gives one row.</summary>
    public const string Lock = "SELECT count(pg_advisory_xact_lock(hashtextextended('convlog partitions of ' || '#.partition'::regclass::oid, 0)))";

    /// <summary>Finds all of them, in order: their days, see <see cref="DaySpan"/>.</summary>
    public const string Find = "SELECT first, ends FROM #.partition ORDER BY first";

    private volatile DaySpan[] _known = [];
    private volatile bool _mayName = true;

    /// <summary>Whether there is one for a day, as far as this host knows. It may have been dropped since.</summary>
    public bool Has(int day) => Has(_known, day);

    /// <summary>
    /// The ending of the names of the tables of the partition that has all of some days; empty if there are several or it is unknown, or if the role has no
    /// privileges on its tables.
    /// </summary>
    public string EndingOf(IReadOnlyCollection<int> days)
        => _mayName && days.Count > 0 && Array.Find(_known, span => days.All(day => span.First <= day && day < span.Ends)) is { Ends: > 0 } only
            ? $"_{only.Name}" : "";

    /// <summary>To be called if the role has no privileges on the tables of a partition.</summary>
    public void NameNone() => _mayName = false;

    /// <summary>Looks for the partitions that there are now.</summary>
    public async ValueTask RenewAsync(CancellationToken cancellationToken)
        => _known = await database.WriteAsync(static async (session, token) => await ReadAsync(session, token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Makes those that are missing, in a transaction of its own: of several hosts that do at once, one makes them and the others wait.</summary>
    public async ValueTask MakeAsync(IReadOnlyCollection<int> days, CancellationToken cancellationToken) => _known = await database.WriteAsync(
        async (session, token) =>
        {
            await session.NumberAsync(Lock, [], token).ConfigureAwait(false);
            foreach (int day in days)
            {
                var there = await ReadAsync(session, token).ConfigureAwait(false);
                if (!Has(there, day))
                {
                    await MakeAsync(session, SpanOf(day, there), token).ConfigureAwait(false);
                }
            }

            return await ReadAsync(session, token).ConfigureAwait(false);
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>To be called where one that was known is not there.</summary>
    public void Forget() => _known = [];

    // As many days as the options say, from a multiple of that on, without those that an existing one has: it may have been made with another option.
    private DaySpan SpanOf(int day, DaySpan[] there)
    {
        int length = database.Options.PartitionDays;
        int first = day / length * length;
        int ends = first + length;
        foreach (var other in there)
        {
            first = other.Ends <= day ? Math.Max(first, other.Ends) : first;
            ends = other.First > day ? Math.Min(ends, other.First) : ends;
        }

        return new DaySpan(first, ends);
    }

    private async ValueTask MakeAsync(Session session, DaySpan days, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(days.Fill(PartitionScript.Text, session.Schema), session.Connection);
        await using var disposing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<DaySpan[]> ReadAsync(Session session, CancellationToken cancellationToken)
        => [.. await session.ListAsync(Find, [], DaySpan.Of, cancellationToken).ConfigureAwait(false)];

    private static bool Has(DaySpan[] spans, int day) => Array.Exists(spans, span => span.First <= day && day < span.Ends);
}

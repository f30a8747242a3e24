using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// The existing partitions, each with all tables for some days. They are created ahead, or before the first write to a missing one. If that is not possible, a
/// conversation is stored in another partition: the day only determines where its rows are. Thread-safe.
/// </summary>
/// <param name="database">The data.</param>
internal sealed class Partitions(Database database)
{
    /// <summary>The lock for creating and dropping partitions, held until the transaction ends. Returns one row.</summary>
    public const string Lock = "SELECT count(pg_advisory_xact_lock(hashtextextended('convlog partitions of ' || '#.partition'::regclass::oid, 0)))";

    /// <summary>The condition that the tables of a row of "partition" are attached: an operator may have detached them.</summary>
    public const string IsAttached = """
        EXISTS (SELECT 1 FROM pg_catalog.pg_inherits WHERE inhparent = '#.conversation'::pg_catalog.regclass
            AND inhrelid = pg_catalog.to_regclass('#.conversation_' || pg_catalog.to_char(date '0001-01-01' + first, 'YYYYMMDD')))
        """;

    /// <summary>Reads the days of all attached partitions, in order, see <see cref="DaySpan"/>.</summary>
    public const string Find = $"SELECT first, ends FROM #.partition WHERE {IsAttached} ORDER BY first";

    // A maintenance command on a partitioned table blocks the attaching of partitions while it runs. The wait ends before the statement does, whose timeout
    // does not say that a lock is the cause. $1: the timeout of the client in milliseconds.
    private const string WaitALittle = """
        SELECT pg_catalog.set_config('lock_timeout', LEAST(5000, $1 / 2, NULLIF(setting::bigint, 0) / 2)::text, true)
        FROM pg_catalog.pg_settings WHERE name = 'statement_timeout'
        """;

    private const string WaitAsUsual = "SET LOCAL lock_timeout TO DEFAULT";

    private static readonly TimeSpan s_tryAgain = TimeSpan.FromMinutes(1);

    private volatile DaySpan[] _known = [];
    private volatile bool _mayName = true;
    private volatile string? _failure;
    private long _failedAt;

    /// <summary>Why the last attempt to create a partition failed; null if it succeeded.</summary>
    public string? LastFailure => _failure;

    /// <summary>Whether a day has a partition, as far as this host knows. It may have been dropped since.</summary>
    public bool Has(int day) => Has(_known, day);

    /// <summary>
    /// The day by which a conversation that began on a given day is stored: that day if it has a partition, otherwise one of the last partition before it,
    /// otherwise of the first one after it.
    /// </summary>
    public int PlaceOf(int day)
    {
        var known = _known;
        if (known.Length == 0 || Has(known, day))
        {
            return day;
        }

        return Array.FindLast(known, span => span.Ends <= day) is { Ends: > 0 } before ? before.Ends - 1 : known[0].First;
    }

    /// <summary>
    /// The suffix of the table names of the partition that contains all of some days; empty if there are several, it is unknown, or the role has no privileges
    /// on its tables.
    /// </summary>
    public string EndingOf(IReadOnlyCollection<int> days)
        => _mayName && days.Count > 0 && Array.Find(_known, span => days.All(day => span.First <= day && day < span.Ends)) is { Ends: > 0 } only
            ? $"_{only.Name}" : "";

    /// <summary>Call this if the role has no privileges on the tables of a partition.</summary>
    public void NameNone() => _mayName = false;

    /// <summary>Rereads the existing partitions.</summary>
    public async ValueTask RenewAsync(CancellationToken cancellationToken)
        => _known = await database.WriteAsync(static async (session, token) => await ReadAsync(session, token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>
    /// Creates missing partitions. If that fails but others exist, it returns, and <see cref="PlaceOf"/> uses one of those. It tries again a minute later at
    /// the earliest.
    /// </summary>
    public async ValueTask TryMakeAsync(IReadOnlyCollection<int> days, CancellationToken cancellationToken)
    {
        var time = database.Options.TimeProvider;
        if (_failure is not null && _known.Length > 0 && time.GetElapsedTime(Interlocked.Read(ref _failedAt)) < s_tryAgain)
        {
            return;
        }

        try
        {
            await MakeAsync(days, cancellationToken).ConfigureAwait(false);
        }
        catch (ConversationStoreException e) when (_known.Length > 0 && IsOfTables(e))
        {
            Interlocked.Exchange(ref _failedAt, time.GetTimestamp());
            _failure = e.Message;
        }
    }

    /// <summary>
    /// Creates missing partitions, each in its own transaction, which takes some hundred locks. If several hosts do so at once, one creates it and the others
    /// wait.
    /// </summary>
    /// <returns>The number of created partitions.</returns>
    public async ValueTask<int> MakeAsync(IReadOnlyCollection<int> days, CancellationToken cancellationToken)
    {
        int all = 0;
        foreach (int day in days)
        {
            var (isMade, known) = await database.WriteAsync((session, token) => MakeAsync(session, day, token), cancellationToken).ConfigureAwait(false);
            (_known, _failure) = (known, null);
            all += isMade ? 1 : 0;
        }

        return all;
    }

    /// <summary>One day of each partition that is needed for a range of days.</summary>
    public IEnumerable<int> DaysBetween(int first, int last)
    {
        for (int day = first; day < last; day += database.Options.PartitionDays)
        {
            yield return day;
        }

        yield return last;
    }

    /// <summary>Clears the cache. Call this if a known partition is missing.</summary>
    public void ClearCache() => _known = [];

    // The role lacks privileges, an operator's command is running, or tables with the same names exist.
    private static bool IsOfTables(ConversationStoreException e) => e.InnerException is PostgresException { SqlState: var state }
        && (state.StartsWith("42", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)
            || string.Equals(state, PostgresErrorCodes.LockNotAvailable, StringComparison.Ordinal));

    // As many days as the options say, from a multiple of that, without days of existing partitions, which may have been created with another option.
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

    private async ValueTask<(bool IsMade, DaySpan[] Known)> MakeAsync(Session session, int day, CancellationToken cancellationToken)
    {
        var there = await ReadAsync(session, cancellationToken).ConfigureAwait(false);
        await (there.Length > 0
            ? session.RunAsync(WaitALittle, [(long)database.Options.CommandTimeout.TotalMilliseconds], cancellationToken)
            : session.RunAsync(WaitAsUsual, [], cancellationToken)).ConfigureAwait(false);
        await session.NumberAsync(Lock, [], cancellationToken).ConfigureAwait(false);
        there = await ReadAsync(session, cancellationToken).ConfigureAwait(false);
        if (Has(there, day))
        {
            return (false, there);
        }

        var command = new NpgsqlCommand(SpanOf(day, there).Fill(PartitionScript.Text, session.Schema), session.Connection);
        await using var disposing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return (true, await ReadAsync(session, cancellationToken).ConfigureAwait(false));
    }

    private static async ValueTask<DaySpan[]> ReadAsync(Session session, CancellationToken cancellationToken)
        => [.. await session.ListAsync(Find, [], DaySpan.Of, cancellationToken).ConfigureAwait(false)];

    private static bool Has(DaySpan[] spans, int day) => Array.Exists(spans, span => span.First <= day && day < span.Ends);
}

using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// The partitions there are, each with all tables for some days. They are made ahead, and one that is missing is made when something is to be written into it.
/// Where that is not possible, a conversation is put into another one: the day is only where its rows are. Any thread.
/// </summary>
/// <param name="database">The data.</param>
internal sealed class Partitions(Database database)
{
    /// <summary>Whoever makes or drops a partition holds this lock until the transaction ends. Gives one row.</summary>
    public const string Lock = "SELECT count(pg_advisory_xact_lock(hashtextextended('convlog partitions of ' || '#.partition'::regclass::oid, 0)))";

    /// <summary>Whether the tables of a row of "partition" are attached: an operator may have detached them.</summary>
    public const string IsAttached = """
        EXISTS (SELECT 1 FROM pg_catalog.pg_inherits WHERE inhparent = '#.conversation'::pg_catalog.regclass
            AND inhrelid = pg_catalog.to_regclass('#.conversation_' || pg_catalog.to_char(date '0001-01-01' + first, 'YYYYMMDD')))
        """;

    /// <summary>Finds all that are attached, in order: their days, see <see cref="DaySpan"/>.</summary>
    public const string Find = $"SELECT first, ends FROM #.partition WHERE {IsAttached} ORDER BY first";

    // A maintenance command that an operator runs on a partitioned table keeps partitions from being attached for as long as it takes.
    private const string WaitALittle = "SET LOCAL lock_timeout = '5s'";

    private static readonly TimeSpan s_tryAgain = TimeSpan.FromMinutes(1);

    private volatile DaySpan[] _known = [];
    private volatile bool _mayName = true;
    private volatile string? _failure;
    private long _failedAt;

    /// <summary>Why the last one could not be made; null where it could.</summary>
    public string? LastFailure => _failure;

    /// <summary>Whether there is one for a day, as far as this host knows. It may have been dropped since.</summary>
    public bool Has(int day) => Has(_known, day);

    /// <summary>
    /// The day under which a conversation that began on a day is kept: that one if it has a partition, else one of the last partition before it, else of the
    /// first one behind it.
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

    /// <summary>
    /// Makes those that are missing. Where that is not possible now and there are others, it returns: <see cref="PlaceOf"/> names one of these. It is tried
    /// again a minute later.
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
    /// Makes those that are missing, each in a transaction of its own, whose locks are some hundred: of several hosts that do at once, one makes it and the
    /// others wait.
    /// </summary>
    /// <returns>How many were made.</returns>
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

    /// <summary>The days whose partitions are needed from a day on, up to another one.</summary>
    public IEnumerable<int> DaysBetween(int first, int last)
    {
        for (int day = first; day < last; day += database.Options.PartitionDays)
        {
            yield return day;
        }

        yield return last;
    }

    /// <summary>To be called where one that was known is not there.</summary>
    public void Forget() => _known = [];

    // The role may not, a command of an operator is under way, or tables of the same name are there.
    private static bool IsOfTables(ConversationStoreException e) => e.InnerException is PostgresException { SqlState: var state }
        && (state.StartsWith("42", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal)
            || string.Equals(state, PostgresErrorCodes.LockNotAvailable, StringComparison.Ordinal));

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

    private async ValueTask<(bool IsMade, DaySpan[] Known)> MakeAsync(Session session, int day, CancellationToken cancellationToken)
    {
        var there = await ReadAsync(session, cancellationToken).ConfigureAwait(false);
        await session.RunAsync(there.Length > 0 ? WaitALittle : "SET LOCAL lock_timeout TO DEFAULT", [], cancellationToken).ConfigureAwait(false);
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

using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Sqlite.Summaries;

namespace ConvLog.Sqlite.Tests.Summaries;

/// <summary>A store in its own file, with access to the rows that lists show.</summary>
internal sealed class SummaryFile : IDisposable
{
    // Columns set by openings or directly are not counted from other rows.
    private const string Counted = """
        SELECT name FROM pragma_table_info('conversation')
        WHERE name NOT IN ('no', 'id', 'listed', 'agent', 'environment', 'channel', 'account', 'project', 'variant', 'language', 'direction', 'handoff',
            'handoff_reason', 'user', 'dims', 'known', 'known_checksum', 'created', 'closed', 'title', 'title_in_pii', 'read_by', 'read_by_id', 'read_at', 'key',
            'pii_purged', 'erasure_pending', 'span', 'counted_entries', 'counted_facts')
        ORDER BY cid
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteConversationStore> _stores = [];
    private readonly Session _session;
    private readonly string[] _columns;

    public SummaryFile()
    {
        Store = Open();
        _session = Session.Open(Path, TimeSpan.FromSeconds(5));
        _columns = [.. Texts(Counted)];
    }

    public SqliteConversationStore Store { get; }

    /// <summary>A connection of the test itself.</summary>
    public Session Session => _session;

    private string Path => _folder.File("summaries.db");

    /// <summary>How long a store waits for the lock of another.</summary>
    public static TimeSpan LockTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Another store on the same file, like one of another process.</summary>
    /// <param name="readOnly">Whether it only reads.</param>
    /// <param name="time">Its clock. If it is stopped, readers wait until the counts are complete.</param>
    public SqliteConversationStore Open(bool readOnly = false, TimeProvider? time = null)
    {
        var store = new SqliteConversationStore(Path, new SqliteStoreOptions
        {
            IndexText = false, ReadOnly = readOnly, BusyTimeout = LockTimeout, TimeProvider = time ?? TimeProvider.System,
            ReadOnlyAccessLog = readOnly ? static (_, _) => ValueTask.CompletedTask : null,
        });
        _stores.Add(store);
        return store;
    }

    /// <summary>Resets the file to the state after its processes were killed before they counted.</summary>
    /// <param name="due">Which of the pending counts are visible.</param>
    /// <param name="keepsLock">Whether writes are blocked until <see cref="Release"/>.</param>
    /// <param name="and">Further changes before any process can count.</param>
    public async Task ForgetAsync(PendingChanges due = PendingChanges.Visible, bool keepsLock = false, string and = "")
    {
        await Store.BringUpToDateAsync();
        _session.Execute("BEGIN IMMEDIATE");
        Forget();
        _session.Execute(string.Create(CultureInfo.InvariantCulture,
            $"UPDATE arrival SET due = {(int)due}; UPDATE meta SET value = 0 WHERE key = 'summarized'; {and}; COMMIT"));
        if (keepsLock)
        {
            _session.Execute("BEGIN IMMEDIATE");
        }
    }

    public void Release() => _session.Execute("ROLLBACK");

    /// <summary>Fails if a row that lists show differs from a full count.</summary>
    public async Task ShouldBeCountedAsync(string because)
    {
        await Store.BringUpToDateAsync();
        _session.Execute("BEGIN IMMEDIATE");
        try
        {
            var kept = Rows();
            Forget();
            var end = CurrentCounts.End(_session, ArrivalRows.LastEntry(_session));
            foreach (string number in Texts("SELECT no FROM conversation"))
            {
                CurrentCounts.Update(_session, long.Parse(number, CultureInfo.InvariantCulture), end);
            }

            kept.Except(Rows(), StringComparer.Ordinal).Should().BeEmpty(because);
        }
        finally
        {
            _session.Execute("ROLLBACK");
        }
    }

    public long Number(string sql) => _session.Number(sql) ?? 0;

    public void Dispose()
    {
        _session.Dispose();
        _stores.ForEach(static store => store.Dispose());
        _folder.Dispose();
    }

    private void Forget() => _session.Execute($"""
        UPDATE conversation SET counted_entries = 0, counted_facts = 0,
            {string.Join(", ", _columns.Select(static column => $"{column} = {Nothing(column)}"))}
        """);

    private static string Nothing(string column) => column switch
    {
        "cost" or "slowest" or "slowest_call" or "happened" or "v_logged" or "a_logged" or "v_last" or "a_last" or "v_duration" or "a_duration" => "NULL",
        "outcomes" => "''",
        _ => "0",
    };

    private List<string> Rows()
    {
        string columns = string.Join(" || ' ' || ", _columns.Select(static column => $"'{column} ' || quote({column})"));
        return Texts($"SELECT id || ': ' || {columns} FROM conversation ORDER BY no");
    }

    private List<string> Texts(string sql)
    {
        var texts = new List<string>();
        using var rows = _session.Prepare(sql);
        while (rows.Step())
        {
            texts.Add(rows.Text(0));
        }

        return texts;
    }
}

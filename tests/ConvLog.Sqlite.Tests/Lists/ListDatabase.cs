using System.Diagnostics;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Health;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Lists;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Sqlite.Tests.Lists;

/// <summary>A database of generated conversations that measures the cost of a list.</summary>
internal sealed class ListDatabase : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KeysFile _keysFile;
    private readonly DataKeys _keys;

    public ListDatabase(int count)
    {
        Count = count;
        string path = _folder.File("lists.db");
        var options = new SqliteStoreOptions();
        Session = DatabaseOpening.Open(path, options, new Damage(path, options, Troubles), beginning: null);
        _keysFile = new KeysFile(path, options, Troubles);
        _keysFile.Bind(Session);
        _keys = new DataKeys(_keysFile, path, options, Troubles);
        Session.Execute("PRAGMA foreign_keys = OFF; BEGIN"); // Calls are written without their openings.
        new GeneratedConversations(Session, _keys, count).Fill();
        Session.Execute("COMMIT");
    }

    public int Count { get; }

    public Session Session { get; }

    public DatabaseTroubles Troubles { get; } = new(TimeProvider.System, NullLogger.Instance);

    public PersonalReading Personal => new(_keys, Troubles);

    public StoredPage Page(ConversationQuery query, bool withPii, ListLimits? effort = null) => ListReading.Page(Session, query, withPii, Personal, effort);

    public StoredUserPage Users(UserQuery query) => new UserList(Session, query, Personal).Page();

    /// <summary>Runs an action and returns its statements with their values, the steps of SQLite's virtual machine (to the nearest 50) and the time.</summary>
    public (List<string> Statements, long Steps, TimeSpan Time) Cost(Action run)
    {
        using var meter = new WorkMeter(Session);
        var watch = Stopwatch.StartNew();
        run();
        return (meter.Statements, meter.Steps, watch.Elapsed);
    }

    /// <summary>The steps of SQLite's query plan for a statement.</summary>
    public List<string> PlanOf(string sql)
    {
        var steps = new List<string>();
        using var plan = Session.Prepare($"EXPLAIN QUERY PLAN {sql}");
        while (plan.Step())
        {
            steps.Add(plan.Text(3));
        }

        return steps;
    }

    public void Dispose()
    {
        Session.Dispose();
        _keysFile.Dispose();
        _folder.Dispose();
    }
}

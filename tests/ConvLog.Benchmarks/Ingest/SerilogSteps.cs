using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// The steps of Serilog.Sinks.SQLite for a batch: a new connection, a transaction, five parameters per row, the rendered message, and the properties as JSON.
/// Its package requires another SQLite library, which does not pool connections, so the steps are repeated here without a pool. Its own settings are
/// journal_mode MEMORY and synchronous NORMAL, which can lose data on a power loss; here it uses WAL and FULL like ConvLog. Its default batch size is 100
/// events.
/// </summary>
internal sealed class SerilogSteps : IIngest, ILogEventSink
{
    private const string Insert = """
        INSERT INTO Logs (Timestamp, Level, Exception, RenderedMessage, Properties)
        VALUES (@timeStamp, @level, @exception, @renderedMessage, @properties)
        """;
    private static readonly string[] s_parameters = ["@timeStamp", "@level", "@exception", "@renderedMessage", "@properties"];

    private readonly string _connectionString;
    private readonly Logger _logger;
    private readonly List<LogEvent> _events = [];

    /// <param name="path">A new file.</param>
    /// <param name="rows">The initial number of rows.</param>
    public SerilogSteps(string path, long rows = 0)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        _logger = new LoggerConfiguration().WriteTo.Sink(this).CreateLogger();
        using var connection = Open();
        using var create = connection.CreateCommand();
        create.CommandText = """
            CREATE TABLE Logs (id INTEGER PRIMARY KEY AUTOINCREMENT, Timestamp TEXT, Level VARCHAR(10), Exception TEXT, RenderedMessage TEXT, Properties TEXT)
            """;
        create.ExecuteNonQuery();
        Fill(connection, rows);
    }

    public void Emit(LogEvent logEvent) => _events.Add(logEvent);

    public ValueTask<TimeSpan> WriteAsync(int entries, int batch)
    {
        long start = Stopwatch.GetTimestamp();
        for (int written = 0; written < entries; written += batch)
        {
            for (int i = 0; i < batch; i++)
            {
                SampleEntry.Log(_logger, written + i);
            }

            WriteBatch(_events);
            _events.Clear();
        }

        return new(Stopwatch.GetElapsedTime(start));
    }

    public ValueTask DisposeAsync()
    {
        // The logger is not disposed, because it would dispose its sink, which is this object.
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a batch, which is on the disk when this returns.</summary>
    public void WriteBatch(IReadOnlyList<LogEvent> events)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = Insert;
        insert.Transaction = transaction;
        foreach (string parameter in s_parameters)
        {
            insert.Parameters.Add(parameter, SqliteType.Text);
        }

        foreach (var logEvent in events)
        {
            insert.Parameters["@timeStamp"].Value = logEvent.Timestamp.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
            insert.Parameters["@level"].Value = logEvent.Level.ToString();
            insert.Parameters["@exception"].Value = logEvent.Exception?.ToString() ?? string.Empty;
            insert.Parameters["@renderedMessage"].Value = logEvent.MessageTemplate.Render(logEvent.Properties, CultureInfo.InvariantCulture);
            insert.Parameters["@properties"].Value =
                JsonSerializer.Serialize(
                logEvent.Properties.ToDictionary(static pair => pair.Key, static pair => ((ScalarValue)pair.Value).Value, StringComparer.Ordinal));
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    // Inserts rows like those of the benchmark, all at once.
    private static void Fill(SqliteConnection connection, long rows)
    {
        using var fill = connection.CreateCommand();
        fill.CommandText = """
            WITH RECURSIVE number (n) AS (SELECT 1 WHERE @rows > 0 UNION ALL SELECT n + 1 FROM number WHERE n < @rows)
            INSERT INTO Logs (Timestamp, Level, Exception, RenderedMessage, Properties)
            SELECT '2026-11-28T09:00:00.000', 'Information', '', 'Validated inputs of the booking True ' || n || ' "check"',
                '{"ValidationPassed":true,"Attempt":' || n || ',"Step":"check"}'
            FROM number
            """;
        fill.CommandTimeout = 0;
        fill.Parameters.AddWithValue("@rows", rows);
        fill.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        settings.ExecuteNonQuery();
        return connection;
    }
}

using System.Text;
using System.Text.Json;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// Counts the rows that a server's statements read from tables, from the <c>EXPLAIN (ANALYZE, BUFFERS)</c> of every plan, which the server logs by
/// <c>auto_explain</c>. Rows count whether a filter removes them or not; how often a plan passes them on does not, because plans depend on the server's
/// statistics of its tables.
/// </summary>
internal sealed class RowMeter(PostgresCluster server) : IWorkMeter
{
    /// <summary>
    /// Settings of a server whose plans are counted, after <see cref="PostgresCluster.Fleeting"/>: it has no background work of its own. A table of a few pages
    /// may
    /// be scanned or read by an index, depending on how full its pages are; with the index, which every large store uses, the same rows are counted each time.
    /// </summary>
    public const string Settings =
        "-c shared_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on -c auto_explain.log_buffers=on"
        + " -c auto_explain.log_timing=off -c auto_explain.log_format=json -c enable_seqscan=off";

    private const string FindWritten = """
        SELECT string_agg(format('%I.%I', n.nspname, c.relname), ', ') FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND pg_relation_size(c.oid) > 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        """;

    private const string Begin = "plan:\n\t{\n";
    private const string End = "\n\t}\n";

    private long _read;
    private long _rows;

    public long Noise => 30;

    public long Work
    {
        get
        {
            Read();
            return _rows;
        }
    }

    // Otherwise plans change when autovacuum analyzes the tables. How full the pages of a small table are depends on concurrent writing and indexing, and
    // decides
    // which of two indexes is cheaper, so the tables are rewritten.
    public async Task BeginAsync()
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var find = new NpgsqlCommand(FindWritten, connection);
        string tables = (string)(await find.ExecuteScalarAsync())!;
        foreach (string statement in (string[])[$"VACUUM (FULL) {tables}", "VACUUM (ANALYZE)"])
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public void Dispose() => server.Dispose();

    private void Read()
    {
        using var log = new FileStream(server.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = _read;
        using var reader = new StreamReader(log, Encoding.UTF8);
        string text = reader.ReadToEnd();
        int at = 0;
        for (int begin; (begin = text.IndexOf(Begin, at, StringComparison.Ordinal)) >= 0
            && text.IndexOf(End, begin, StringComparison.Ordinal) is >= 0 and var end; at = end + End.Length)
        {
            using var plan = JsonDocument.Parse(text.AsMemory()[(begin + Begin.Length - 3)..(end + 3)]);
            _rows += RowsOf(plan.RootElement.GetProperty("Plan"));
        }

        _read += Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
    }

    private static long RowsOf(JsonElement node)
    {
        double rows = 0;
        // Not those of the system catalog.
        bool isTable = node.TryGetProperty("Relation Name", out var name) && name.GetString()?.StartsWith("pg_", StringComparison.Ordinal) is false;
        foreach (var property in node.EnumerateObject())
        {
            if (isTable && (property.Name is "Actual Rows" || property.Name.StartsWith("Rows Removed by", StringComparison.Ordinal)))
            {
                rows += property.Value.GetDouble();
            }
        }

        double all = rows * node.GetProperty("Actual Loops").GetDouble();
        return (long)all + (node.TryGetProperty("Plans", out var children) ? children.EnumerateArray().Sum(RowsOf) : 0);
    }
}

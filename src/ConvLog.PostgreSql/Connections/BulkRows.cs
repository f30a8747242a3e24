using System.Globalization;
using System.Text;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>Rows that are inserted, changed or deleted with one statement, each column sent as one array.</summary>
/// <param name="table">The table.</param>
/// <param name="columns">Its columns, each with the type of its array: <c>no bigint</c>. Numbers of any width are bigint. The first two are conversation and
/// day.</param>
internal sealed class BulkRows(string table, params string[] columns)
{
    private readonly string[] _names = Array.ConvertAll(columns, static column => column[..column.IndexOf(' ', StringComparison.Ordinal)]);
    private readonly string[] _types = Array.ConvertAll(columns, static column => column[(column.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
    private readonly List<object?[]> _rows = [];

    public int Count => _rows.Count;

    /// <summary>Adds a row: a value for each column, in their order.</summary>
    public void Add(params object?[] values) => _rows.Add(values);

    /// <summary>Inserts the rows.</summary>
    public void InsertBy(Session session, NpgsqlBatch batch)
    {
        if (_rows.Count > 0)
        {
            session.AddTo(batch, $"INSERT INTO #.{table} ({string.Join(", ", _names)}) SELECT * FROM {Unnest()}", Arrays());
        }
    }

    /// <summary>Updates the rows with these keys.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="batch">The batch that the statement is added to.</param>
    /// <param name="keys">The number of leading columns that are the key; the others are set.</param>
    public void UpdateBy(Session session, NpgsqlBatch batch, int keys)
    {
        if (_rows.Count > 0)
        {
            string set = string.Join(", ", _names[keys..].Select(static name => $"{name} = given.{name}"));
            session.AddTo(batch, $"UPDATE #.{table} AS kept SET {set} FROM {Unnest()} WHERE {Match(session, keys)}", Arrays(session));
        }
    }

    /// <summary>Updates the rows with these keys, immediately.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="keys">The number of leading columns that are the key; the others are set.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask UpdateAsync(Session session, int keys, CancellationToken cancellationToken)
        => RunAsync(session, batch => UpdateBy(session, batch, keys), cancellationToken);

    /// <summary>Deletes the rows with these keys; all columns are the key.</summary>
    public void DeleteBy(Session session, NpgsqlBatch batch)
    {
        if (_rows.Count > 0)
        {
            session.AddTo(batch, $"DELETE FROM #.{table} AS kept USING {Unnest()} WHERE {Match(session, _names.Length)}", Arrays(session));
        }
    }

    private async ValueTask RunAsync(Session session, Action<NpgsqlBatch> add, CancellationToken cancellationToken)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        add(batch);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    // The arrays of conversations and days let the planner exclude partitions. In a named partition, the key alone is faster.
    private string Match(Session session, int keys)
    {
        string partitions = IsNamed(session) ? "" : $"kept.conversation = ANY($1) AND kept.day = ANY(${_names.Length + 1}) AND ";
        return partitions + string.Join(" AND ", _names[..keys].Select(static name => $"kept.{name} = given.{name}"));
    }

    private object[] Arrays(Session session) => IsNamed(session) ? Arrays() : [.. Arrays(), Days()];

    private static bool IsNamed(Session session) => session.Partition.Length > 0;

    private string Unnest() => $"unnest({string.Join(", ", _types.Select(static (type, i) => $"${i + 1}::{type}[]"))}) AS given ({string.Join(", ", _names)})";

    private int[] Days() => [.. _rows.Select(static row => Convert.ToInt32(row[1], CultureInfo.InvariantCulture)).Distinct()];

    private object[] Arrays()
    {
        object[] arrays = new object[_types.Length];
        for (int i = 0; i < arrays.Length; i++)
        {
            int column = i;
            arrays[i] = _types[i] switch
            {
                "bigint" => _rows.ConvertAll(row => Number(row[column])).ToArray(),
                "double precision" => _rows.ConvertAll(row => (double?)row[column]).ToArray(),
                "boolean" => _rows.ConvertAll(row => (bool)row[column]!).ToArray(),
                "uuid" => _rows.ConvertAll(row => (Guid)row[column]!).ToArray(),
                "bytea" => _rows.ConvertAll(row => Bytes(row[column])).ToArray(),
                _ => throw new InvalidOperationException($"A column of type {_types[i]}."),
            };
        }

        return arrays;
    }

    private static long? Number(object? value) => value switch
    {
        null => null,
        long number => number,
        int number => number,
        Enum number => Convert.ToInt64(number, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A number is expected, and there is a {value.GetType().Name}."),
    };

    private static byte[]? Bytes(object? value) => value is string text ? Encoding.UTF8.GetBytes(text) : (byte[]?)value;
}

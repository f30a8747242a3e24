using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace ConvLog.PostgreSql.Connections;

/// <summary>One connection in its transaction. Used by one caller at a time.</summary>
/// <remarks>
/// In all SQL, <c>#.</c> is replaced by the schema: every name is qualified, so that <c>search_path</c> has no effect. After the name of a partitioned table,
/// <c>#</c> is the suffix of one partition's tables (<see cref="Partition"/>). No setting outlives the transaction, and
/// behind a pooler no prepared statement does (<see cref="ServerConnections"/>): it may run each transaction on another server connection. Parameters are
/// <c>$1</c>, <c>$2</c>…: a string is sent as its UTF-8 bytes.
/// </remarks>
/// <param name="connection">The connection.</param>
/// <param name="schema">The schema, quoted.</param>
internal sealed partial class Session(NpgsqlConnection connection, string schema)
{
    private static readonly (string Sql, object?[] Parameters)[] s_planOnce = [("SET LOCAL plan_cache_mode = force_generic_plan", [])];

    private static readonly (string Sql, object?[] Parameters)[] s_planForPartition = [.. s_planOnce, ("SET LOCAL enable_seqscan = off", [])];

    /// <summary>
    /// Makes the commit of this transaction wait for the server's disk if the role, database, connection or server disables that. A setting that waits for the
    /// disk or for more is kept. It ends with the transaction, so that other users of a pooled connection keep their setting.
    /// </summary>
    /// <remarks>Also enables warnings: only a warning reports that a commit stopped waiting for a standby.</remarks>
    public const string AwaitDisk = """
        SELECT pg_catalog.set_config(name, needed, true)
        FROM (VALUES ('synchronous_commit', 'off', 'on'), ('client_min_messages', 'error', 'warning')) AS given (name, found, needed)
        WHERE pg_catalog.current_setting(name) = found
        """;

    // Writes to the WAL, so that the commit waits until the standbys have it, and thus everything committed before, by any host.
    private const string WriteToLog = """
        SELECT pg_catalog.pg_logical_emit_message(true, 'convlog', '') WHERE pg_catalog.current_setting('synchronous_standby_names') <> ''
        """;

    // The function of the server that waits for standbys. Its message is in the server's language.
    private const string StandbyWait = "SyncRepWaitForLSN";

    public NpgsqlConnection Connection => connection;

    /// <summary>Whether the connection keeps prepared statements.</summary>
    public bool Prepares { get; init; }

    /// <summary>Whether it reads a replica that lags too much for a complete result.</summary>
    public bool IsReplicaLagging { get; init; }

    /// <summary>
    /// A setting of this transaction for statements whose best plan depends on their values, such as a time: they get custom plans. A generic plan takes
    /// several times as long.
    /// </summary>
    public static IReadOnlyList<(string Sql, object?[] Parameters)> ForceCustomPlan { get; } = [("SET LOCAL plan_cache_mode = force_custom_plan", [])];

    /// <summary>
    /// A setting of this transaction for statements that read their partitions in the same way whatever their values: each is planned only once. They name
    /// their partitions (<see cref="PartitionRange"/>), because a generic plan locks all partitions it may need. Empty if statements are not prepared: then
    /// each plan is used only once.
    /// </summary>
    public IReadOnlyList<(string Sql, object?[] Parameters)> PlanOnce => Prepares ? s_planOnce : [];

    /// <summary>The schema's name, quoted.</summary>
    public string Schema => schema;

    /// <summary>
    /// The suffix of a partition's table names, if the transaction uses no other partition: statements that name the tables are planned in a fraction of the
    /// time. Empty if it uses several.
    /// </summary>
    public string Partition { get; set; } = "";

    /// <summary>The existing partitions; null before they are read (<see cref="PartitionPeriods.OfAsync"/>).</summary>
    public PartitionPeriods? Periods { get; set; }

    /// <summary>
    /// Settings for a transaction on one partition: each statement is planned once per connection, with indexes, because the tables may be empty at that time.
    /// </summary>
    public IReadOnlyList<(string Sql, object?[] Parameters)> PlanForPartition => Prepares && Partition.Length > 0 ? s_planForPartition : [];

    /// <summary>Whether the transaction was committed together with its last statements.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Whether the commit was sent: if it fails from then on, the transaction may be committed nevertheless.</summary>
    public bool IsCommitSent { get; private set; }

    /// <summary>Whether its commit must also confirm earlier ones that may not have reached a standby, even if it changes nothing itself.</summary>
    public bool ConfirmsEarlier { get; set; }

    /// <summary>
    /// Runs the last statements of the transaction and commits it, all in one round trip. When it returns, the transaction is on the server's disk, and on the
    /// standbys that the server waits for. Nothing may follow.
    /// </summary>
    /// <exception cref="UnconfirmedCommitException">The server stopped waiting for a standby: the transaction is committed there alone.</exception>
    public async ValueTask CommitAsync(NpgsqlBatch last, CancellationToken cancellationToken)
    {
        AddTo(last, AwaitDisk);
        if (ConfirmsEarlier)
        {
            AddTo(last, WriteToLog);
        }

        AddTo(last, "COMMIT");
        bool isStandbyMissing = false;
        void OnNotice(object sender, NpgsqlNoticeEventArgs told)
            => isStandbyMissing |= string.Equals(told.Notice.Routine, StandbyWait, StringComparison.Ordinal);

        connection.Notice += OnNotice;
        try
        {
            IsCommitSent = true;
            await last.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            connection.Notice -= OnNotice;
        }

        IsCommitted = true;
        if (isStandbyMissing)
        {
            throw new UnconfirmedCommitException();
        }
    }

    /// <summary>Commits the transaction. When it returns, the transaction is on the server's disk. Nothing may follow.</summary>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        var last = new NpgsqlBatch(connection);
        await using var disposing = last.ConfigureAwait(false);
        await CommitAsync(last, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces <c>#.</c> and <c>#</c> by names.</summary>
    public string Sql(string sql) => sql.Replace("#.", schema + ".", StringComparison.Ordinal).Replace("#", Partition, StringComparison.Ordinal);

    /// <returns>The number of changed rows.</returns>
    public async ValueTask<int> RunAsync(string sql, object?[] parameters, CancellationToken cancellationToken)
    {
        var command = Command(sql, parameters);
        await using var disposing = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first column of the first row; null if there is no row, or the column is null.</summary>
    public async ValueTask<long?> NumberAsync(string sql, object?[] parameters, CancellationToken cancellationToken)
    {
        var rows = await ListAsync(sql, parameters, static row => row.OptionalInt64(0), cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>All rows of a query.</summary>
    public async ValueTask<List<T>> ListAsync<T>(string sql, object?[] parameters, Func<Row, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        var command = Command(sql, parameters);
        await using var disposing = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readingEnds = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(new Row(reader)));
        }

        return rows;
    }

    /// <summary>Bulk insert: <c>COPY #.entry (…) FROM STDIN (FORMAT BINARY)</c>.</summary>
    public async ValueTask CopyAsync(string sql, CopyRows rows, CancellationToken cancellationToken)
    {
        var copy = await connection.BeginRawBinaryCopyAsync(Sql(sql), cancellationToken).ConfigureAwait(false);
        try
        {
            await copy.WriteAsync(rows.Bytes, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await copy.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            // Only the disposal reports whether the server accepted the rows.
            await copy.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Bulk insert, value by value.</summary>
    public async ValueTask<NpgsqlBinaryImporter> CopyAsync(string sql, CancellationToken cancellationToken)
        => await connection.BeginBinaryImportAsync(Sql(sql), cancellationToken).ConfigureAwait(false);

    public NpgsqlCommand Command(string sql, params object?[] parameters)
    {
        var command = new NpgsqlCommand(Sql(sql), connection);
        foreach (object? value in parameters)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }

    /// <summary>Adds a statement to a batch, whose statements are sent together.</summary>
    public void AddTo(NpgsqlBatch batch, string sql, params object?[] parameters)
    {
        var command = new NpgsqlBatchCommand(Sql(sql));
        foreach (object? value in parameters)
        {
            command.Parameters.Add(Parameter(value));
        }

        batch.BatchCommands.Add(command);
    }

    public static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        string text => new NpgsqlParameter { Value = Encoding.UTF8.GetBytes(text), NpgsqlDbType = NpgsqlDbType.Bytea },
        byte[] bytes => new NpgsqlParameter { Value = bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
        int number => new NpgsqlParameter { Value = number, NpgsqlDbType = NpgsqlDbType.Integer },
        long number => new NpgsqlParameter { Value = number, NpgsqlDbType = NpgsqlDbType.Bigint },
        double number => new NpgsqlParameter { Value = number, NpgsqlDbType = NpgsqlDbType.Double },
        double?[] numbers => new NpgsqlParameter { Value = numbers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Double },
        bool flag => new NpgsqlParameter { Value = flag, NpgsqlDbType = NpgsqlDbType.Boolean },
        Guid id => new NpgsqlParameter { Value = id, NpgsqlDbType = NpgsqlDbType.Uuid },
        string?[] texts => new NpgsqlParameter { Value = Array.ConvertAll(texts, static text => text is null ? null : Encoding.UTF8.GetBytes(text)),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
        byte[]?[] blobs => new NpgsqlParameter { Value = blobs, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
        int[] numbers => new NpgsqlParameter { Value = numbers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
        long[] numbers => new NpgsqlParameter { Value = numbers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
        long?[] numbers => new NpgsqlParameter { Value = numbers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
        Guid[] ids => new NpgsqlParameter { Value = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
        bool[] flags => new NpgsqlParameter { Value = flags, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean },
        _ => throw new ArgumentException($"A parameter of type {value.GetType().Name}.", nameof(value)),
    };
}

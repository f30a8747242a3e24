using System.Globalization;
using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// Migrates a schema to this version with numbered scripts, and refuses a schema whose tables differ from those that the scripts create. If several hosts start
/// at once, one runs the scripts and the others wait. Everything runs in one transaction: if the migration fails, the schema is unchanged.
/// </summary>
/// <param name="schema">The schema, quoted.</param>
/// <param name="scripts">The scripts, in order, with <c>{schema}</c> for the schema. The number of executed scripts is the schema's version.</param>
/// <param name="expected">The shape of the tables after the scripts.</param>
/// <param name="other">A table of the other schema, that of the keys or that of the data, and what it contains; empty for none.</param>
internal sealed class Migrations(string schema, IReadOnlyList<string> scripts, SchemaShape expected, (string Table, string Holds) other = default)
{
    private const string ReadVersion = "SELECT version, shape FROM #.store_version";
    private const string PutVersion = """
        INSERT INTO #.store_version (no, version, shape) VALUES (1, $1, $2) ON CONFLICT (no) DO UPDATE SET version = excluded.version, shape = excluded.shape
        """;

    // Read from the catalog: to_regclass may return a result from before another host created the tables, while this one waited for the lock. A pre-release
    // build stored its version in "meta", in the same schema as the IDs of conversations or the data keys.
    private const string FindTables = """
        SELECT count(*) FILTER (WHERE relname = 'store_version') > 0,
            count(*) FILTER (WHERE relname = 'meta') > 0 AND count(*) FILTER (WHERE relname IN ('conversation_id', 'data_key')) > 0,
            count(*) FILTER (WHERE relname = pg_catalog.convert_from($2, 'UTF8')) > 0
        FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname = pg_catalog.convert_from($1, 'UTF8')
        """;

    // A migration that times out would start over with each call and never finish. Waiting for a lock is limited, because it blocks others.
    private const string PatientSettings = "SELECT pg_catalog.set_config('statement_timeout', '0', true), pg_catalog.set_config('lock_timeout', '30s', true)";

    /// <summary>The schema version of this assembly: the number of its last script.</summary>
    public int Newest => scripts.Count;

    /// <summary>ConvLog's tables and sequences, each with the schema's name.</summary>
    public IReadOnlyList<(string Schema, string Table)> Tables => [.. expected.Names.Select(table => (Name, table))];

    /// <summary>The migrations of the data.</summary>
    /// <param name="schema">The schema, quoted.</param>
    public static Migrations OfData(string schema)
        => new(schema, [Text("Data.0001-conversations.sql")], SchemaShape.Expected(Text("Data.shape.txt")), ("data_key", "keys"));

    /// <summary>The migrations of the keys and the ledger of erasures.</summary>
    /// <param name="schema">The schema, quoted.</param>
    public static Migrations OfKeys(string schema)
        => new(schema, [Text("Keys.0001-keys.sql")], SchemaShape.Expected(Text("Keys.shape.txt")), ("conversation_id", "data"));

    /// <summary>Reads a text resource of this assembly, such as the script of a partition.</summary>
    public static string Text(string resource)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <exception cref="SchemaRefusedException">The schema is newer or of a pre-release build, or its tables are not those of its version. It is
    /// unchanged.</exception>
    public async ValueTask RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var session = new Session(connection, schema);
        if (await FindAsync(session, cancellationToken).ConfigureAwait(false) is var (found, shape) && found == Newest)
        {
            await EnsureShapeAsync(session, shape, cancellationToken).ConfigureAwait(false);
            return;
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await RunAsync(connection, PatientSettings, cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock(hashtextextended('convlog migration of ' || {Literal(schema)}, 0))", cancellationToken)
            .ConfigureAwait(false);
        await MigrateAsync(session, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The difference between the tables of a schema of this version and the expected ones, for health; null if there is none.</summary>
    public async ValueTask<string?> DifferenceAsync(Session session, CancellationToken cancellationToken)
        => (await SchemaShape.OfAsync(session, Name, expected, cancellationToken).ConfigureAwait(false)).DifferenceFrom(expected);

    private async ValueTask MigrateAsync(Session session, CancellationToken cancellationToken)
    {
        int version = await FindAsync(session, cancellationToken).ConfigureAwait(false) is var (found, _) ? found : 0;
        if (version == 0)
        {
            await MakeSchemaAsync(session.Connection, cancellationToken).ConfigureAwait(false);
        }

        for (; version < Newest; version++)
        {
            await MigrateAsync(session, version + 1, cancellationToken).ConfigureAwait(false);
        }

        await EnsureShapeAsync(session, expected.Fingerprint, cancellationToken).ConfigureAwait(false);
        await session.RunAsync(PutVersion, [Newest, expected.Fingerprint], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask MigrateAsync(Session session, int number, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(session.Connection, scripts[number - 1].Replace("{schema}", schema, StringComparison.Ordinal), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (PostgresException e)
            when (e.SqlState.StartsWith("42", StringComparison.Ordinal)
            && !string.Equals(e.SqlState, PostgresErrorCodes.InsufficientPrivilege, StringComparison.Ordinal))
        {
            throw new SchemaRefusedException(
                string.Create(CultureInfo.InvariantCulture, $"The schema {schema} cannot be brought to version {number}: {e.MessageText}. It was left as it is: ")
                    + "undo what changed its tables, restore a backup, or give another schema.",
                e);
        }
    }

    private async ValueTask EnsureShapeAsync(Session session, string kept, CancellationToken cancellationToken)
    {
        if (await DifferenceAsync(session, cancellationToken).ConfigureAwait(false) is { } difference)
        {
            throw new SchemaRefusedException(
                $"The schema {schema} says that it has version {Newest}, and its tables are not those of that version: {difference}. It was left as it is: "
                    + "undo what changed them, restore a backup, or give another schema.");
        }

        // The version that created it may have tables that this one does not check.
        if (!string.Equals(kept, expected.Fingerprint, StringComparison.Ordinal))
        {
            throw new SchemaRefusedException(
                $"The schema {schema} has version {Newest} in a form ({kept}) that this version of ConvLog.PostgreSql does not know. It was left as it is: use "
                    + "the version that wrote it, or give another schema.");
        }
    }

    // A role that may not create schemas can use an existing one.
    private async ValueTask MakeSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var find = new NpgsqlCommand($"SELECT true FROM pg_catalog.pg_namespace WHERE nspname = {Literal(Name)}", connection);
        await using var finding = find.ConfigureAwait(false);
        if (await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
        {
            await RunAsync(connection, $"CREATE SCHEMA {schema}", cancellationToken).ConfigureAwait(false);
        }
    }

    // Null if the schema has no ConvLog tables yet.
    private async ValueTask<(int Version, string Shape)?> FindAsync(Session session, CancellationToken cancellationToken)
    {
        var (isThere, isPreRelease, isOther) = (await session.ListAsync(
            FindTables, [Name, other.Table ?? ""], static row => (row.Flag(0), row.Flag(1), row.Flag(2)), cancellationToken).ConfigureAwait(false))[0];
        if (isThere && isOther)
        {
            throw new SchemaRefusedException(
                $"The schema {schema} holds the {other.Holds} of a store: {nameof(PostgreSqlStoreOptions.Schema)} and "
                    + $"{nameof(PostgreSqlStoreOptions.KeysSchema)} are confused, or the same. It was left as it is: correct the options.");
        }

        if (!isThere)
        {
            return isPreRelease
                ? throw new SchemaRefusedException(
                    $"The schema {schema} was written by a pre-release build of ConvLog.PostgreSql, which this version does not read; it was left unchanged. "
                        + "Rename or drop it together with the schema of its keys or its data, or give other schemas. The build that wrote them still reads them.")
                : null;
        }

        var rows = await session.ListAsync(ReadVersion, [], static row => (Version: row.Int32(0), Shape: row.Text(1)), cancellationToken).ConfigureAwait(false);
        return rows switch
        {
            [] => throw new SchemaRefusedException($"The schema {schema} has no version in its table store_version. It was left as it is: restore a backup, or "
                + "give another schema."),
            [var row, ..] when row.Version <= Newest => row,
            [var row, ..] => throw new SchemaRefusedException(
                $"The schema {schema} has version {row.Version}, and this version of ConvLog.PostgreSql knows versions up to {Newest}. It was left as it is: "
                    + "update ConvLog.PostgreSql, or give another schema."),
        };
    }

    private static async ValueTask RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var disposing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private string Name => schema[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

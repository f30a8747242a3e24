using System.Globalization;
using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// Brings a schema to this version by its numbered scripts, and refuses one whose tables are not those that the scripts make. Of several hosts that start at
/// once, one runs the scripts and the others wait. All of it is one transaction: a schema that cannot be brought to this version is left as it is.
/// </summary>
/// <param name="kind">Which scripts: <c>Data</c> or <c>Keys</c>.</param>
/// <param name="schema">The schema, quoted.</param>
internal sealed class Migrations(string kind, string schema)
{
    private const string ReadShape = "SELECT value FROM #.meta WHERE key = 'shape'";
    private const string PutShape = "INSERT INTO #.meta (key, value) VALUES ('shape', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

    // What is cut short begins again with the next call, and would never end. Others wait behind who waits for a lock.
    private const string PatientSettings = "SELECT pg_catalog.set_config('statement_timeout', '0', true), pg_catalog.set_config('lock_timeout', '30s', true)";

    private readonly string[] _scripts =
    [
        .. typeof(Migrations).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(kind + ".0", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Text),
    ];

    private readonly SchemaShape _expected = SchemaShape.Expected(Text(kind + ".shape.txt"));

    /// <summary>The schema of this version: the number of its last script.</summary>
    public int Newest => _scripts.Length;

    /// <summary>The tables that are ConvLog's, each with the schema's name; sequences are among them.</summary>
    public IReadOnlyList<(string Schema, string Table)> Tables => [.. _expected.Names.Select(table => (Name, table))];

    /// <summary>A script that is no migration, such as that of a partition.</summary>
    public static string Text(string resource)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <exception cref="SchemaRefusedException">The schema is newer, or its tables are not those of its version. It was not changed.</exception>
    public async ValueTask RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var session = new Session(connection, schema);
        if (await VersionAsync(connection, cancellationToken).ConfigureAwait(false) == Newest
            && await KeptShapeAsync(session, cancellationToken).ConfigureAwait(false) is { } kept)
        {
            await DemandAsync(session, kept, cancellationToken).ConfigureAwait(false);
            return;
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await RunAsync(connection, PatientSettings, cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock(hashtextextended('convlog migration of ' || {Literal(schema)}, 0))", cancellationToken)
            .ConfigureAwait(false);
        int version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (version == 0)
        {
            await MakeSchemaAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        for (; version < Newest; version++)
        {
            await MigrateAsync(session, version + 1, cancellationToken).ConfigureAwait(false);
        }

        await DemandAsync(session, _expected.Fingerprint, cancellationToken).ConfigureAwait(false);
        await session.RunAsync(PutShape, [_expected.Fingerprint], cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the schema is there, and of an older version.</summary>
    public async ValueTask<bool> IsOlderAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        => await VersionAsync(connection, cancellationToken).ConfigureAwait(false) is var version && version > 0 && version < Newest;

    /// <summary>How the tables of a schema of this version differ from what they should be; null where they do not. For health.</summary>
    public async ValueTask<string?> DifferenceAsync(Session session, CancellationToken cancellationToken)
        => (await SchemaShape.OfAsync(session, Name, _expected, cancellationToken).ConfigureAwait(false)).DifferenceFrom(_expected);

    private async ValueTask MigrateAsync(Session session, int number, CancellationToken cancellationToken)
    {
        string version = number.ToString(CultureInfo.InvariantCulture);
        try
        {
            await RunAsync(session.Connection, _scripts[number - 1].Replace("{schema}", schema, StringComparison.Ordinal), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (PostgresException e)
            when (e.SqlState.StartsWith("42", StringComparison.Ordinal)
            && !string.Equals(e.SqlState, PostgresErrorCodes.InsufficientPrivilege, StringComparison.Ordinal))
        {
            throw new SchemaRefusedException(
                $"The schema {schema} cannot be brought to version {version}: {e.MessageText}. It was left as it is: undo what changed its tables, restore a "
                    + "backup, or give another schema.",
                e);
        }

        await RunAsync(session.Connection,
            $"INSERT INTO {schema}.meta (key, value) VALUES ('schema', '{version}') ON CONFLICT (key) DO UPDATE SET value = excluded.value", cancellationToken)
            .ConfigureAwait(false);
    }

    private async ValueTask DemandAsync(Session session, string kept, CancellationToken cancellationToken)
    {
        if (await DifferenceAsync(session, cancellationToken).ConfigureAwait(false) is { } difference)
        {
            throw new SchemaRefusedException(
                $"The schema {schema} says that it has version {Newest}, and its tables are not those of that version: {difference}. It was left as it is: "
                    + "undo what changed them, restore a backup, or give another schema.");
        }

        // The version that wrote it may know tables that this one does not see.
        if (!string.Equals(kept, _expected.Fingerprint, StringComparison.Ordinal))
        {
            throw new SchemaRefusedException(
                $"The schema {schema} has version {Newest} in a form ({kept}) that this version of ConvLog.PostgreSql does not know. It was left as it is: use "
                    + "the version that wrote it, or give another schema.");
        }
    }

    private static async ValueTask<string?> KeptShapeAsync(Session session, CancellationToken cancellationToken)
        => (await session.ListAsync(ReadShape, [], static row => row.Text(0), cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    // A role that may not make schemas can be given one that is there.
    private async ValueTask MakeSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var find = new NpgsqlCommand($"SELECT true FROM pg_catalog.pg_namespace WHERE nspname = {Literal(Name)}", connection);
        await using var finding = find.ConfigureAwait(false);
        if (await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
        {
            await RunAsync(connection, $"CREATE SCHEMA {schema}", cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Asked of the catalogue as of any table: to_regclass may answer from before another host made it, while this one waited for the lock.
        var find = new NpgsqlCommand(
            $"SELECT true FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = {Literal(Name)} AND relname "
                + "= 'meta'", connection);
        await using var finding = find.ConfigureAwait(false);
        if (await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
        {
            return 0;
        }

        var read = new NpgsqlCommand($"SELECT pg_catalog.convert_from(value, 'UTF8')::int FROM {schema}.meta WHERE key = 'schema'", connection);
        await using var reading = read.ConfigureAwait(false);
        int version = await read.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as int? ?? 0;
        return version <= Newest
            ? version
            : throw new SchemaRefusedException(
                $"The schema {schema} has version {version}, and this version of ConvLog.PostgreSql knows versions up to {Newest}. It was left as it is: "
                    + "update ConvLog.PostgreSql, or give another schema.");
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

using System.Globalization;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql;

/// <summary>Brings a schema to this version by its numbered scripts. Of several hosts that start at once, one runs them and the others wait; each script is done whole or not at all.</summary>
/// <param name="kind">Which scripts: <c>Data</c> or <c>Keys</c>.</param>
/// <param name="schema">The schema, quoted.</param>
internal sealed class Migrations(string kind, string schema)
{
    private readonly string[] _scripts =
    [
        .. typeof(Migrations).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(kind + ".0", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Text),
    ];

    /// <summary>The schema of this version: the number of its last script.</summary>
    public int Newest => _scripts.Length;

    /// <summary>A script that is no migration, such as that of a partition.</summary>
    public static string Text(string resource)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The assembly lacks {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <exception cref="ConversationStoreException">The schema is newer. It was not changed.</exception>
    public async ValueTask RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await VersionAsync(connection, cancellationToken).ConfigureAwait(false) == Newest)
        {
            return;
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock(hashtextextended('convlog migration of ' || {Literal(schema)}, 0))", cancellationToken).ConfigureAwait(false);
        int version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (version == 0)
        {
            await MakeSchemaAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        for (; version < Newest; version++)
        {
            await RunAsync(connection, _scripts[version].Replace("{schema}", schema, StringComparison.Ordinal), cancellationToken).ConfigureAwait(false);
            string number = (version + 1).ToString(CultureInfo.InvariantCulture);
            await RunAsync(connection, $"INSERT INTO {schema}.meta (key, value) VALUES ('schema', '{number}') ON CONFLICT (key) DO UPDATE SET value = excluded.value", cancellationToken).ConfigureAwait(false);
        }

        await new Session(connection, schema).CommitAsync(cancellationToken).ConfigureAwait(false);
    }

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
            $"SELECT true FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = {Literal(Name)} AND relname = 'meta'", connection);
        await using var finding = find.ConfigureAwait(false);
        if (await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
        {
            return 0;
        }

        var read = new NpgsqlCommand($"SELECT convert_from(value, 'UTF8')::int FROM {schema}.meta WHERE key = 'schema'", connection);
        await using var reading = read.ConfigureAwait(false);
        int version = await read.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as int? ?? 0;
        return version <= Newest
            ? version
            : throw new ConversationStoreException(
                StoreFault.Unusable,
                $"The schema {schema} has version {version}, and this version of ConvLog.PostgreSql knows versions up to {Newest}. It was left as it is: update ConvLog.PostgreSql, or give another schema.");
    }

    private static async ValueTask RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private string Name => schema[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

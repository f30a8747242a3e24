using Npgsql;

namespace ConvLog.PostgreSql.Options;

/// <summary>The names of the two schemas.</summary>
internal static class SchemaNames
{
    /// <exception cref="ArgumentException">Data and keys have the same schema of the same database.</exception>
    public static void Check(string connectionString, PostgreSqlStoreOptions options)
    {
        if (string.Equals(options.Schema, options.KeysSchema, StringComparison.Ordinal)
            && (options.KeysConnectionString is not { } keys || Database(keys) == Database(connectionString)))
        {
            throw new ArgumentException(
                $"{nameof(options.Schema)} and {nameof(options.KeysSchema)} are both {options.Schema}. Give the keys a schema of their own, so that "
                    + "no backup of the data contains them.", nameof(options));
        }
    }

    private static (string? Host, int Port, string? Database) Database(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return (settings.Host, settings.Port, settings.Database ?? settings.Username);
    }
}

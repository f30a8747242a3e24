using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>The requirements on a server.</summary>
internal static class ServerKind
{
    private const int OldestVersion = 14;

    /// <exception cref="ConversationStoreException">The server does not meet them.</exception>
    public static void Check(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < OldestVersion)
        {
            throw new ConversationStoreException(StoreFault.Unusable,
                $"The server is PostgreSQL {connection.PostgreSqlVersion}; ConvLog needs {OldestVersion} or newer.");
        }

        // Texts are stored as bytes, but names and messages of the server are not.
        if (connection.PostgresParameters.TryGetValue("server_encoding", out string? encoding)
            && !string.Equals(encoding, "UTF8", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConversationStoreException(
                StoreFault.Unusable,
                    $"The database {connection.Database} has the encoding {encoding}; ConvLog needs UTF8. Make one by CREATE DATABASE … ENCODING 'UTF8' "
                    + "TEMPLATE template0, and give that.");
        }
    }
}

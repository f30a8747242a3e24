namespace ConvLog.PostgreSql;

/// <summary>One of the servers that conversations are distributed over, see <see cref="PostgreSqlStoreOptions.Shards"/>.</summary>
public sealed record PostgreSqlShard
{
    /// <summary>Describes a server.</summary>
    /// <param name="server">The name of the foreign server, see <see cref="Server"/>.</param>
    /// <param name="connectionString">A direct connection to the server, see <see cref="ConnectionString"/>.</param>
    public PostgreSqlShard(string server, string connectionString)
    {
        Server = server;
        ConnectionString = connectionString;
    }

    /// <summary>The name of the server as a foreign server of postgres_fdw on the server that hosts write to.</summary>
    public string Server { get; init; }

    /// <summary>The Npgsql connection string of a direct connection to the server, which creates the schema and the tables of new partitions there.</summary>
    public string ConnectionString { get; init; }

    /// <summary>The name of the foreign server: a connection string can hold a password.</summary>
    public override string ToString() => Server;
}

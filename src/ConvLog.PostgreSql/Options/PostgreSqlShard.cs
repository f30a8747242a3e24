namespace ConvLog.PostgreSql;

/// <summary>One of the servers that conversations are spread over, see <see cref="PostgreSqlStoreOptions.Shards"/>.</summary>
/// <param name="Server">Its name as a foreign server of postgres_fdw on the server that hosts write to.</param>
/// <param name="ConnectionString">A direct connection to it, as Npgsql takes it: its schema and the tables of new partitions are made on that.</param>
public sealed record PostgreSqlShard(string Server, string ConnectionString)
{
    /// <summary>The name of the foreign server: a connection string can hold a password.</summary>
    public override string ToString() => Server;
}

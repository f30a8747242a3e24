namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>What a test needs of the machine besides .NET.</summary>
public enum ServerNeeds
{
    /// <summary>A server, whosever it is.</summary>
    Any,

    /// <summary>PostgreSQL installed here: it starts and stops servers of its own.</summary>
    Installed,

    /// <summary>pg_dump and psql as well.</summary>
    Clients,

    /// <summary>pgbouncer as well, without those two.</summary>
    Pooler,
}

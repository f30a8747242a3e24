namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>What a test needs on the machine besides .NET.</summary>
public enum ServerNeeds
{
    /// <summary>Any server.</summary>
    Any,

    /// <summary>A local installation of PostgreSQL, because the test starts and stops its own servers.</summary>
    Installed,

    /// <summary>pg_dump and psql in addition.</summary>
    Clients,

    /// <summary>pgbouncer in addition, without those two.</summary>
    Pooler,
}

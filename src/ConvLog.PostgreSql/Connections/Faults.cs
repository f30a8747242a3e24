using System.Net.Sockets;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>What an error of the server or the connection means for what to do next, by its class (SQLSTATE).</summary>
internal static class Faults
{
    /// <summary>Whether the same transaction, begun anew at once, may well succeed: nothing of it was done.</summary>
    public static bool IsConflict(Exception e)
        => e is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>Whether the server or the way to it failed, and not what is kept there or the key ring.</summary>
    public static bool IsOfServer(ConversationStoreException e) => e is { Fault: StoreFault.Unavailable, InnerException: NpgsqlException };

    /// <summary>Whether the connection is lost, and others of the pool may be as well: the server went, or the way to it.</summary>
    public static bool IsLost(Exception e) => e switch
    {
        PostgresException server => server.SqlState.StartsWith("57P0", StringComparison.Ordinal),
        NpgsqlException or SocketException or IOException or ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>
    /// Whether a statement that was prepared is to blame: the server does not know it, has another of its name, or refuses it because tables changed since.
    /// </summary>
    public static bool IsOfPrepared(string state)
        => state is PostgresErrorCodes.InvalidSqlStatementName or PostgresErrorCodes.DuplicatePreparedStatement or PostgresErrorCodes.FeatureNotSupported;

    /// <summary>Whether the schema is not as it was made: it is to be looked at before anything else is done.</summary>
    public static bool IsOfSchema(Exception e) => e is PostgresException
    {
        SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName
            or PostgresErrorCodes.DatatypeMismatch or PostgresErrorCodes.UndefinedFunction,
    };

    /// <summary>The error as the store's callers get it.</summary>
    public static ConversationStoreException Of(Exception e) => e switch
    {
        ConversationStoreException known => known,
        PostgresException server => Of(server),
        _ => new ConversationStoreException(StoreFault.Unavailable,
            "PostgreSQL cannot be reached, or did not answer in time. Try again; if it stays, check the server and the connection string.", e),
    };

    // Messages of the server are repeated only where they cannot hold what was written.
    private static ConversationStoreException Of(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege
            => new(StoreFault.Unusable, $"The role may not do what the store needs: {e.MessageText}. Grant it what docs/postgresql.md lists.", e),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName => new(
            StoreFault.Unusable, $"The server does not let the store in: {e.MessageText}. Correct the connection string.", e),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new(
            StoreFault.Unusable, $"The server found its data damaged ({e.SqlState}). Look into its log, and restore a backup.", e),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => new(
            StoreFault.Unavailable, $"A table is missing: {e.MessageText}. Restore the schema; where all of it is gone, the next call makes it.", e),
        PostgresErrorCodes.UndefinedColumn => new(
            StoreFault.Unavailable, $"A column is missing: {e.MessageText}. Something changed the tables: undo that, or restore the schema.", e),
        PostgresErrorCodes.ReadOnlySqlTransaction
            => new(StoreFault.Unavailable,
            "The server takes no writes: it is a replica, or a fail-over is under way. Try again; if it stays, correct the connection string.", e),
        PostgresErrorCodes.DiskFull => new(StoreFault.Unavailable, "The server's disk is full. Make room there; then trying again helps.", e),
        PostgresErrorCodes.TooManyConnections
            => new(StoreFault.Unavailable,
            "The server has no free connection. Try again; if it stays, raise its max_connections, lower Maximum Pool Size, or put a pooler in front.", e),
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable
            => new(StoreFault.Unavailable, $"A statement took too long and was given up ({e.SqlState}). Try again.", e),
        var state when state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("54", StringComparison.Ordinal) => new(
            StoreFault.Refused, $"PostgreSQL does not take a value that is to be written ({state}).", e),
        var state => new(StoreFault.Unavailable, $"PostgreSQL answered with error {state}. Try again; if it stays, look into the server's log.", e),
    };
}

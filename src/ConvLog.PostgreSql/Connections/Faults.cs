using System.Net.Sockets;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>Classifies errors of the server or the connection by what to do next, using the class of the error (SQLSTATE).</summary>
internal static class Faults
{
    private const string IdleSessionTimeout = "57P05";
    private const string LockSetting = "max_locks_per_transaction";

    /// <summary>Whether retrying the transaction at once may succeed. It was rolled back.</summary>
    public static bool IsConflict(Exception e)
        => e is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>Whether the server or the connection to it failed, and not the stored data or the key ring.</summary>
    public static bool IsServerFailure(ConversationStoreException e) => e is { Fault: StoreFault.Unavailable, InnerException: NpgsqlException };

    /// <summary>Whether the connection is lost, and others of the pool may be as well, because the server or the network failed.</summary>
    public static bool IsLost(Exception e) => e switch
    {
        PostgresException server => server.SqlState.StartsWith("57P0", StringComparison.Ordinal),
        NpgsqlException or SocketException or IOException or ObjectDisposedException => !IsPoolExhausted(e),
        _ => false,
    };

    /// <summary>Whether all connections of the pool are in use. The driver has no other sign of it than its message.</summary>
    public static bool IsPoolExhausted(Exception e)
        => e is NpgsqlException && e.Message.StartsWith("The connection pool has been exhausted", StringComparison.Ordinal);

    /// <summary>Whether a pooled connection turned out to be closed, other than by an administrator who terminated its work.</summary>
    public static bool IsStale(Exception e) => e switch
    {
        PostgresException server => string.Equals(server.SqlState, IdleSessionTimeout, StringComparison.Ordinal),
        _ => IsLost(e) && !IsTimeout(e),
    };

    /// <summary>Whether the server did not respond in time.</summary>
    public static bool IsTimeout(Exception e) => e is NpgsqlException { InnerException: TimeoutException };

    /// <summary>
    /// Whether a prepared statement is the cause: the server does not know it, has another one with its name, or rejects it because tables have changed since.
    /// </summary>
    public static bool IsPreparedStatementFailure(string state)
        => state is PostgresErrorCodes.InvalidSqlStatementName or PostgresErrorCodes.DuplicatePreparedStatement or PostgresErrorCodes.FeatureNotSupported;

    /// <summary>Whether the schema differs from the expected one and must be checked before any other call.</summary>
    public static bool IsSchemaMismatch(Exception e) => e is PostgresException
    {
        SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName
            or PostgresErrorCodes.DatatypeMismatch or PostgresErrorCodes.UndefinedFunction,
    };

    /// <summary>The exception for callers of the store.</summary>
    /// <param name="e">The exception of the driver.</param>
    /// <param name="server">The name of the server at the beginning of messages.</param>
    public static ConversationStoreException Of(Exception e, string server) => e switch
    {
        ConversationStoreException known => known,
        PostgresException answer => Of(answer, server),
        _ => new ConversationStoreException(StoreFault.Unavailable,
            $"{server} cannot be reached, or did not answer in time. Try again; if it stays, check the server and the connection string.", e)
        {
            Reason = OutageReason.Unreachable,
        },
    };

    // Messages of the server are included only if they cannot contain written data.
    private static ConversationStoreException Of(PostgresException e, string server) => e.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege
            => new(StoreFault.Unusable, $"The role may not do what the store needs: {e.MessageText}. Grant it what docs/postgresql.md lists.", e),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName => new(
            StoreFault.Unusable, $"{server} does not let the store in: {e.MessageText}. Correct the connection string.", e),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new(
            StoreFault.Unusable, $"{server} found its data damaged ({e.SqlState}). Look into its log, and restore a backup.", e),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => new(
            StoreFault.Unavailable, $"A table is missing: {e.MessageText}. Restore the schema; where all of it is gone, the next call makes it.", e),
        PostgresErrorCodes.UndefinedColumn => new(
            StoreFault.Unavailable, $"A column is missing: {e.MessageText}. Something changed the tables: undo that, or restore the schema.", e),
        PostgresErrorCodes.ReadOnlySqlTransaction => new(StoreFault.Unavailable,
            $"{server} takes no writes ({e.MessageText}): it is a standby, default_transaction_read_only is on, or a fail-over is under way. Try again; if it "
                + "stays, correct the connection string or that setting.", e) { Reason = OutageReason.ReadOnly },
        PostgresErrorCodes.DiskFull => new(
            StoreFault.Unavailable, $"{server} has no room on its disk: {MessageOf(e)}. Make room; then trying again helps.", e) { Reason = OutageReason.Full },
        _ when IsOutOfLocks(e) => new(StoreFault.Unavailable,
            $"{server} has no locks left for all the tables and indexes that this needs: {MessageOf(e)}. Raise {LockSetting}, and keep fewer partitions: see "
                + "docs/postgresql.md.", e) { Reason = OutageReason.Busy },
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable
            => new(StoreFault.Unavailable, $"A statement took too long and was given up ({e.SqlState}). Try again.", e) { Reason = OutageReason.Busy },
        var state when state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("54", StringComparison.Ordinal) => new(
            StoreFault.Refused, $"PostgreSQL does not take a value that is to be written ({state}).", e),
        var state => new(StoreFault.Unavailable,
            $"{server} answered with error {state}{(IsServerState(state) ? $": {MessageOf(e)}" : "")}. Try again; if it stays, look into the server's log.", e),
    };

    /// <summary>Whether the server has no lock left for a table.</summary>
    public static bool IsOutOfLocks(PostgresException e)
        => e.SqlState is PostgresErrorCodes.OutOfMemory && e.Hint?.Contains(LockSetting, StringComparison.Ordinal) is true;

    // The classes for connections, resources, operators and the system, and names of tables: their messages are about the server.
    private static bool IsServerState(string state) => state[..2] is "08" or "25" or "53" or "57" or "58" || state is PostgresErrorCodes.DuplicateTable;

    private static string MessageOf(PostgresException e) => e.Hint is { Length: > 0 } hint ? $"{e.MessageText} ({hint})" : e.MessageText;
}

using System.Net.Sockets;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>What an error of the server or the connection means for what to do next, by its class (SQLSTATE).</summary>
internal static class Faults
{
    private const string IdleSessionTimeout = "57P05";
    private const string LockSetting = "max_locks_per_transaction";

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

    /// <summary>Whether a connection from the pool turned out to be closed, and not by an administrator who stops what is done on it.</summary>
    public static bool IsStale(Exception e) => e switch
    {
        PostgresException server => string.Equals(server.SqlState, IdleSessionTimeout, StringComparison.Ordinal),
        _ => IsLost(e) && !IsTimeout(e),
    };

    /// <summary>Whether the server did not answer in time.</summary>
    public static bool IsTimeout(Exception e) => e is NpgsqlException { InnerException: TimeoutException };

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
    /// <param name="e">What the driver threw.</param>
    /// <param name="server">Which server, as a message begins with it.</param>
    public static ConversationStoreException Of(Exception e, string server) => e switch
    {
        ConversationStoreException known => known,
        PostgresException answer => Of(answer, server),
        _ => new ConversationStoreException(StoreFault.Unavailable,
            $"{server} cannot be reached, or did not answer in time. Try again; if it stays, check the server and the connection string.", e),
    };

    // Messages of the server are repeated only where they cannot hold what was written.
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
                + "stays, correct the connection string or that setting.", e),
        PostgresErrorCodes.DiskFull => new(StoreFault.Unavailable, $"{server} has no room on its disk: {Said(e)}. Make room; then trying again helps.", e),
        PostgresErrorCodes.OutOfMemory when e.Hint?.Contains(LockSetting, StringComparison.Ordinal) is true => new(StoreFault.Unavailable,
            $"{server} has no locks left for all the tables and indexes that this needs: {Said(e)}. Raise {LockSetting}, and keep fewer partitions: see "
                + "docs/postgresql.md.", e),
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable
            => new(StoreFault.Unavailable, $"A statement took too long and was given up ({e.SqlState}). Try again.", e),
        var state when state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("54", StringComparison.Ordinal) => new(
            StoreFault.Refused, $"PostgreSQL does not take a value that is to be written ({state}).", e),
        var state => new(StoreFault.Unavailable,
            $"{server} answered with error {state}{(IsOfEngine(state) ? $": {Said(e)}" : "")}. Try again; if it stays, look into the server's log.", e),
    };

    // Connection, resources, operators, the system, names of tables: what they say is about the server.
    private static bool IsOfEngine(string state) => state[..2] is "08" or "25" or "53" or "57" or "58" || state is PostgresErrorCodes.DuplicateTable;

    private static string Said(PostgresException e) => e.Hint is { Length: > 0 } hint ? $"{e.MessageText} ({hint})" : e.MessageText;
}

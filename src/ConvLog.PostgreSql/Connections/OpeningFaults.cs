using System.Security.Authentication;
using System.Security.Cryptography;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <summary>The cause of a failed connection attempt. Nothing was sent yet, so no record is to blame and no message can contain written data.</summary>
internal static class OpeningFaults
{
    // The functions of the server that enforce the connection limits of a role and of a database.
    private const string RoleLimit = "InitializeSessionUserId";
    private const string DatabaseLimit = "CheckMyDatabase";

    /// <summary>Whether TLS failed: a certificate was refused, or could not be read.</summary>
    public static bool IsTlsFailure(Exception e) => Causes(e).Any(static cause => cause is AuthenticationException or CryptographicException);

    /// <summary>The exception for callers of the store.</summary>
    /// <param name="e">The exception of the driver.</param>
    /// <param name="server">The name of the server.</param>
    /// <param name="certificate">The problem with its certificate (<see cref="CertificateProbe"/>); null if unknown.</param>
    public static ConversationStoreException Of(Exception e, string server, string? certificate = null) => e switch
    {
        ConversationStoreException known => known,
        PostgresException refused => Of(refused, server),
        _ when Faults.IsPoolExhausted(e) => new(
            StoreFault.Unavailable,
            $"All connections of this host to {Lower(server)} are in use. Try again; if it stays, raise Maximum Pool Size in the connection string, and the "
                + "server's max_connections with it.", e) { Reason = OutageReason.Busy },
        _ when IsTlsFailure(e) => new(
            StoreFault.Unusable,
            $"{server} cannot be reached by TLS: {certificate ?? MessageOf(e)}. Correct the certificates, or SSL Mode, Root Certificate and "
                + "the host's name in the connection string.", e),
        _ when Causes(e).Any(static cause => cause is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException) => new(
            StoreFault.Unusable, $"A file that the connection string of {Lower(server)} names cannot be read: {MessageOf(e)}.", e),
        NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException => new(
            StoreFault.Unavailable,
            $"{server} cannot be reached, or did not answer in time: {MessageOf(e)}. Try again; if it stays, check the server and the connection string.", e)
        {
            Reason = OutageReason.Unreachable,
        },
        _ => new(StoreFault.Unusable, $"{server} cannot be connected to: {MessageOf(e)}. Correct the connection string.", e),
    };

    private static ConversationStoreException Of(PostgresException e, string server) => e.SqlState switch
    {
        PostgresErrorCodes.TooManyConnections => new(
            StoreFault.Unavailable,
            $"{server} has no free connection: {e.MessageText}. Try again; if it stays, raise {LimitOf(e)}, lower Maximum Pool Size, or put "
                + "a pooler in front.", e) { Reason = OutageReason.Busy },
        _ when Faults.IsOutOfLocks(e) => Faults.Of((Exception)e, server), // A session that begins takes locks as well.
        var state when state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("08", StringComparison.Ordinal) => new(
            StoreFault.Unavailable, $"{server} takes no connections now ({state}): {e.MessageText}. Try again; if it stays, look into the server's log.", e)
        {
            Reason = OutageReason.Unreachable,
        },
        var state => new(
            StoreFault.Unusable,
            $"{server} does not let the store in ({state}): {e.MessageText}. Correct the connection string, the role, or the server's pg_hba.conf.", e),
    };

    private static string LimitOf(PostgresException e) => e.Routine switch
    {
        RoleLimit => "the role's limit (ALTER ROLE … CONNECTION LIMIT)",
        DatabaseLimit => "the database's limit (ALTER DATABASE … CONNECTION LIMIT)",
        _ => "its max_connections",
    };

    private static string MessageOf(Exception e)
        => string.Join(": ", Causes(e).Select(static cause => cause.Message.TrimEnd('.', ' ')).Distinct(StringComparer.Ordinal));

    private static string Lower(string server) => char.ToLowerInvariant(server[0]) + server[1..];

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}

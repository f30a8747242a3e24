using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Retention;

/// <summary>
/// Has the server clear away what was deleted, where that is much and it has not done so by itself: dead rows with what they held go, and their space is used
/// anew or given back. A table of another owner is left to the server.
/// </summary>
internal static class SpaceReclaim
{
    private const int Many = 1_000;

    // A tenth, or the server would soon do it anyway.
    private const string Find = """
        SELECT convert_to(relname, 'UTF8') FROM pg_catalog.pg_stat_user_tables
        WHERE schemaname = convert_from($1, 'UTF8') AND n_dead_tup >= $2 AND n_dead_tup >= n_live_tup / 10 ORDER BY n_dead_tup DESC
        """;

    /// <summary>Does it, a table at a time; nobody waits for it.</summary>
    /// <param name="database">The data.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two tables.</param>
    public static async ValueTask RunAsync(Database database, CancellationToken cancellationToken)
    {
        var tables = await database.WriteAsync(
            (session, token) => session.ListAsync(Find, [database.Options.Schema, Many], static row => row.Text(0), token), cancellationToken)
                .ConfigureAwait(false);
        foreach (string table in tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await database.RunAloneAsync($"VACUUM (SKIP_LOCKED) {database.Schema}.{Database.Quoted(table)}", cancellationToken).ConfigureAwait(false);
        }
    }
}

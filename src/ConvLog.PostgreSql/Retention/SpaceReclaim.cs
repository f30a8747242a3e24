using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Retention;

/// <summary>
/// Vacuums tables with many dead rows that the server has not vacuumed yet, which removes deleted content and frees its space. Tables of another owner are left
/// to the server.
/// </summary>
internal static class SpaceReclaim
{
    private const int Many = 1_000;

    // A tenth of the rows or more; with a smaller share, the server would soon do it anyway.
    private const string Find = """
        SELECT convert_to(relname, 'UTF8') FROM pg_catalog.pg_stat_user_tables
        WHERE schemaname = convert_from($1, 'UTF8') AND n_dead_tup >= $2 AND n_dead_tup >= n_live_tup / 10 ORDER BY n_dead_tup DESC
        """;

    /// <summary>Vacuums one table at a time, without blocking reads or writes.</summary>
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
            await database.RunOutsideTransactionAsync($"VACUUM (SKIP_LOCKED) {database.Schema}.{Database.Quoted(table)}",
                cancellationToken).ConfigureAwait(false);
        }
    }
}

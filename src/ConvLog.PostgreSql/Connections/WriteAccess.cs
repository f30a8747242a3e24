namespace ConvLog.PostgreSql.Connections;

/// <summary>Whether a connection may write.</summary>
internal static class WriteAccess
{
    private const string Find = """
        SELECT pg_catalog.convert_to(CASE
            WHEN pg_catalog.pg_is_in_recovery() THEN 'the server is a standby'
            WHEN pg_catalog.current_setting('default_transaction_read_only')::boolean THEN 'default_transaction_read_only is on'
            ELSE 'the role ' || pg_catalog.quote_ident(current_user) || ' may not insert rows into '
                || (SELECT min(pg_catalog.convert_from(name, 'UTF8')) FROM pg_catalog.unnest($1) AS name
                    WHERE NOT pg_catalog.has_table_privilege(pg_catalog.convert_from(name, 'UTF8'), 'INSERT'))
            END, 'UTF8')
        """;

    /// <summary>Returns why rows cannot be inserted into tables of the schema, as a sentence; null if they can.</summary>
    /// <param name="tables">The tables.</param>
    public static Func<Session, CancellationToken, ValueTask<string?>> LacksAsync(string[] tables) => async (session, token) =>
    {
        string[] names = [.. tables.Select(table => $"{session.Schema}.{table}")];
        return (await session.ListAsync(Find, [names], static row => row.OptionalText(0), token).ConfigureAwait(false))[0] is { } why
            ? $"{why}." : null;
    };
}

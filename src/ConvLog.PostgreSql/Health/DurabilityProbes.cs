using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Schema;

namespace ConvLog.PostgreSql.Health;

/// <summary>The queries for the durability settings of a store's servers.</summary>
internal static class DurabilityProbes
{
    /// <summary>One query for each server, that of the data first.</summary>
    public static IReadOnlyList<Func<CancellationToken, ValueTask<DurabilitySettings>>> Of(Database database, Migrations migrations, KeysStore keys)
    {
        bool haveKeysTheirs = database.Options.KeysConnectionString is not null;
        IReadOnlyList<(string, string)> tables = haveKeysTheirs ? migrations.Tables : [.. migrations.Tables, .. keys.Tables];
        Func<CancellationToken, ValueTask<DurabilitySettings>> data = token => database.ProbeAsync(
            (session, inner) => DurabilitySettings.OfAsync(session, "The server", tables, inner), token);
        return !haveKeysTheirs ? [data]
            : [data, token => keys.ProbeAsync((session, inner) => DurabilitySettings.OfAsync(session, "The server of the keys", keys.Tables, inner), token)];
    }
}

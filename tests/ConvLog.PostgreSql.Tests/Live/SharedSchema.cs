using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Live;

/// <summary>A schema that several hosts use.</summary>
internal sealed class SharedSchema(string name)
{
    private static int s_schemas;

    private readonly string _name = $"live{Environment.ProcessId}_{Interlocked.Increment(ref s_schemas)}_{name}";

    public string Name => Database.Quoted(_name);

    /// <summary>Opens another host.</summary>
    public PostgreSqlConversationStore Host(bool listens = false, TimeProvider? time = null, string? applicationName = null)
        => new(PostgresServer.ConnectionString, new PostgreSqlStoreOptions
    {
        Schema = _name,
        KeysSchema = _name + "_keys",
        KeyRing = KeyRing.FromBase64($"one:{Convert.ToBase64String(new byte[32])}"),
        ListenConnectionString = listens ? PostgresServer.ConnectionString + (applicationName is null ? "" : $";Application Name={applicationName}") : null,
        TimeProvider = time ?? TimeProvider.System,
        IndexText = false,
    });

    /// <summary>Reads arrivals as a live reader does, and waits while there are none.</summary>
    public static async Task<ArrivalPage> NextAsync(IConversationStore store, string cursor)
    {
        while (true)
        {
            var page = await store.ReadArrivalsAsync(cursor, 1_000);
            if (page.Conversations.Count > 0 || page.IsGap)
            {
                return page;
            }

            cursor = page.Next;
            await store.WaitForArrivalAsync(cursor, TimeSpan.FromSeconds(10));
        }
    }
}

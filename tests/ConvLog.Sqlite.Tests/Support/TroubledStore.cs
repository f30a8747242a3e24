using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Support;

/// <summary>A store whose trouble is over.</summary>
internal static class TroubledStore
{
    /// <summary>
    /// Its health, asked for until it is well or ten seconds are over: what the store tries in the background may have met the trouble in its last moment.
    /// </summary>
    public static async Task<StoreHealth> HealthAfterTroubleAsync(this IConversationStore store)
    {
        var health = await store.CheckHealthAsync();
        for (int i = 0; i < 200 && health.Status != StoreHealthStatus.Healthy; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            health = await store.CheckHealthAsync();
        }

        return health;
    }
}

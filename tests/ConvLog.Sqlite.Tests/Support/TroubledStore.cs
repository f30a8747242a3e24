using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Support;

/// <summary>A store after a failure has ended.</summary>
internal static class TroubledStore
{
    /// <summary>Reads the health until it is healthy, for at most ten seconds: background work may have met the failure in its last moment.</summary>
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

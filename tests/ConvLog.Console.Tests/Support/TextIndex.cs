using ConvLog.Storage;

namespace ConvLog.Console.Tests.Support;

/// <summary>The text index of a store on disk, which is updated after writes.</summary>
internal static class TextIndex
{
    /// <summary>Waits until all written data can be found.</summary>
    /// <exception cref="OperationCanceledException">It takes longer than a minute.</exception>
    public static async Task CaughtUpAsync(IConversationStore store)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while ((await store.CheckHealthAsync(late.Token)).Parts.Single(static part => part.Name is "index").Figures["pending_documents"] > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, late.Token);
        }
    }
}

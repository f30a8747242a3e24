using System.Diagnostics;
using System.Globalization;
using ConvLog.Sqlite;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Stores;

/// <summary>
/// <c>erase FILE</c>: erases a conversation and a user of a generated store during concurrent writes. Reports the times until the data is unreadable and until
/// it is removed from the files.
/// </summary>
internal static class StoreErasure
{
    public static async Task<int> RunAsync(string path)
    {
        await using var store = new SqliteConversationStore(path);
        await EraseAsync(store, ErasureRequest.OfConversation(GeneratedConversations.IdOf(7), "benchmark", TimeProvider.System.GetUtcNow()))
            .ConfigureAwait(false);
        await EraseAsync(store, ErasureRequest.OfUser("user-7", "benchmark", TimeProvider.System.GetUtcNow())).ConfigureAwait(false);
        return 0;
    }

    private static async Task EraseAsync(SqliteConversationStore store, ErasureRequest request)
    {
        long begun = Stopwatch.GetTimestamp();
        var erasing = Task.Run(() => ToTheEndAsync(store, request));
        var beside = await SteadyWrites.RunAsync(store, erasing).ConfigureAwait(false);
        var receipt = await erasing.ConfigureAwait(false);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{receipt.Subject}: {receipt.Conversations} conversations, {receipt.Records.Total:N0} records; clean "
                + $"{(receipt.CleanedAt - receipt.UnreadableAt)?.TotalSeconds:0.0} s after it was unreadable, "
                + $"{Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s after it was asked for; writes beside: half in {beside.Percentile(0.5):0.0} ms, 99 % "
                + $"in {beside.Percentile(0.99):0.0} ms, slowest {beside.Percentile(1):0.0} ms"));
    }

    private static async Task<ErasureReceipt> ToTheEndAsync(SqliteConversationStore store, ErasureRequest request)
    {
        var receipt = await store.EraseAsync(request).ConfigureAwait(false);
        while (!receipt.IsComplete)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System).ConfigureAwait(false);
            receipt = (await store.ReadReceiptAsync(request.Id).ConfigureAwait(false))!;
        }

        return receipt;
    }
}

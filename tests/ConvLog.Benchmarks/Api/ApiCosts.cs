using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Sqlite;

namespace ConvLog.Benchmarks.Api;

/// <summary>
/// <c>api-costs FILE [READS]</c>: the processor time and allocated bytes of each step from a generated store to the JSON of one conversation, on one thread.
/// Unlike elapsed time, both are comparable on a busy machine.
/// </summary>
internal static class ApiCosts
{
    private const int DefaultReads = 20_000;

    public static async Task<int> RunAsync(string path, int reads = DefaultReads)
    {
        await using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        var conversations = new ConversationReader(store);
        var reader = new Reader("Costs", canReadPii: false);
        string[] ids = [.. (await ApiReads.ListedAsync(store).ConfigureAwait(false)).Select(static listed => listed.Id)];
        var buffer = new ArrayBufferWriter<byte>(64 * 1_024);
        using var json = new Utf8JsonWriter(buffer, ConversationJson.WriterOptions);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ids.Length:N0} listed conversations, {reads:N0} reads a step\n"));
        Console.WriteLine("| step | µs of processor | bytes allocated | bytes of JSON |\n|---|---|---|---|");

        await MeasureAsync("read, and gate", (_, _) => { }).ConfigureAwait(false);
        await MeasureAsync("the same, and the compatible shape", static (json, conversation) => ConversationJson.Write(json, conversation))
            .ConfigureAwait(false);
        await MeasureAsync("the same, and the own shape", ViewJson.Write).ConfigureAwait(false);
        return 0;

        async Task MeasureAsync(string step, Action<Utf8JsonWriter, ConversationView> write)
        {
            await ReadAsync(write).ConfigureAwait(false); // Until the JIT has optimized all code.
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            var spent = Environment.CpuUsage.TotalTime;
            long written = await ReadAsync(write).ConfigureAwait(false);
            double microseconds = (Environment.CpuUsage.TotalTime - spent).TotalMicroseconds / reads;
            allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / reads;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {microseconds:0.0} | {allocated:N0} | {written / reads:N0} |"));
        }

        async Task<long> ReadAsync(Action<Utf8JsonWriter, ConversationView> write)
        {
            var random = new Random(1);
            long written = 0;
            for (int i = 0; i < reads; i++)
            {
                string id = ids[random.Next(ids.Length)];
                var conversation = await conversations.GetAsync(reader, id).ConfigureAwait(false)
                    ?? throw new InvalidOperationException($"Conversation {id} is gone.");
                buffer.ResetWrittenCount();
                json.Reset();
                write(json, conversation);
                json.Flush();
                written += buffer.WrittenCount;
            }

            return written;
        }
    }
}

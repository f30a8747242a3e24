using System.Diagnostics;
using System.Text;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>The floor: appends the JSON of the same entries to a file and syncs it after each batch, without any index.</summary>
/// <param name="path">The file.</param>
internal sealed class SyncedAppend(string path) : IIngest
{
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1);
    private readonly byte[] _line = Line();

    public ValueTask<TimeSpan> WriteAsync(int entries, int batch)
    {
        byte[] chunk = new byte[_line.Length * batch];
        long start = Stopwatch.GetTimestamp();
        for (int written = 0; written < entries; written += batch)
        {
            for (int i = 0; i < batch; i++)
            {
                _line.CopyTo(chunk, i * _line.Length);
            }

            _file.Write(chunk);
            _file.Flush(flushToDisk: true);
        }

        return new(Stopwatch.GetElapsedTime(start));
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static byte[] Line()
    {
        var sink = new InMemorySink();
        using var conversation = new Conversation(new ConversationInfo("conv-42"), sink);
        SampleEntry.Log(conversation, 100_000);
        return Encoding.UTF8.GetBytes(sink.Entries[0].ToJson() + "\n");
    }
}

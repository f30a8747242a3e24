using System.Text;
using ConvLog.Reliability.Child;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>The equivalent of a child in this process: agents that log through a sink, and their report.</summary>
internal sealed class WitnessedWriter : IAsyncDisposable
{
    private readonly MemoryStream _said = new();
    private readonly StoreSink _sink;
    private int _seed;

    public WitnessedWriter(IConversationStore store, StoreSinkOptions options)
    {
        _sink = new StoreSink(store, options);
        Sink = new WitnessedSink(_sink, new Report(_said));
    }

    public WitnessedSink Sink { get; }

    public HealthPart Health => _sink.CheckHealth();

    /// <summary>The records passed and acknowledged so far.</summary>
    public Testimony Testimony
    {
        get
        {
            var testimony = new Testimony();
            foreach (string line in Encoding.UTF8.GetString(_said.ToArray()).Split('\n'))
            {
                testimony.Receive(line);
            }

            return testimony;
        }
    }

    /// <summary>Runs an agent until about this many further records have been logged, without waiting for the store.</summary>
    public Task TalkAsync(int records)
        => new Agent(Sink, new Assignment { Path = "", Records = Sink.Given + records, Waits = false }, Amount.Seed + ++_seed)
            .TalkAsync(CancellationToken.None);

    /// <summary>Random related records in their order.</summary>
    public static async Task<List<StoreRecord>> RecordsAsync(int count)
    {
        await using var writer = new WitnessedWriter(new InMemoryConversationStore(), new StoreSinkOptions());
        await writer.TalkAsync(count);
        return writer.Testimony.Given();
    }

    public ValueTask DisposeAsync() => _sink.DisposeAsync();
}

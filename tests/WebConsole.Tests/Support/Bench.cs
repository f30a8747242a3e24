using ConvLog;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using WebConsole.Demo;
using WebConsole.Dialogues;
using WebConsole.Import;
using WebConsole.Replay;

namespace WebConsole.Tests.Support;

/// <summary>A store with the data of the sample, and its two readers.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly Reader Plain = new("plain", canReadPii: false);
    private static readonly Reader Permitted = new("permitted", canReadPii: true);

    private readonly StoreSink _sink;
    private readonly ConversationReader _reader;

    public Bench(TimeProvider? time = null)
    {
        Time = time ?? new FixedTime();
        _sink = new(Store);
        _reader = new(Store, new ConversationReaderOptions { TimeProvider = Time });
    }

    public TimeProvider Time { get; }

    public InMemoryConversationStore Store { get; } = new();

    public RecordingReport Report { get; } = new();

    public async Task<ImportSummary> ImportAsync(params string[] files)
    {
        var summary = await new Importer(Store, new DialogueReplay(_sink), Report, Time).ImportAsync(files, CancellationToken.None);
        (await _sink.FlushAsync()).IsComplete.Should().BeTrue();
        return summary;
    }

    public async Task<ConversationView> PlayAsync(Dialogue dialogue)
    {
        await new DialogueReplay(_sink).PlayAsync(dialogue, FixedTime.Noon.AddHours(-2));
        return await FullAsync(dialogue.Id);
    }

    public async Task<int> SeedAsync()
    {
        await using var seeding = new DemoSeeding(Store, _sink, Time);
        return await seeding.SeedAsync(CancellationToken.None);
    }

    /// <summary>The conversation as seen with the permission.</summary>
    public async Task<ConversationView> FullAsync(string id) => (await _reader.GetAsync(Permitted, id))!;

    /// <summary>The conversation as seen without the permission.</summary>
    public async Task<ConversationView> PlainAsync(string id) => (await _reader.GetAsync(Plain, id))!;

    public async Task<IReadOnlyList<ConversationSummaryView>> ListAsync(ConversationEnvironment? environment = null)
        => (await _reader.ListAsync(Plain, new ConversationQuery { AgentId = "demo", Environment = environment, Limit = 10_000 })).Conversations;

    public ValueTask DisposeAsync() => _sink.DisposeAsync();
}

using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Support;

/// <summary>Conversations written to an in-memory store and read back as a reader sees them.</summary>
internal sealed class StoredSession : IAsyncDisposable
{
    public StoredSession() => Sink = new StoreSink(Store);

    public static Reader Permitted { get; } = new("permitted", canReadPii: true);

    public static Reader Other { get; } = new("other", canReadPii: false);

    public ManualClock Clock { get; } = new();

    public InMemoryConversationStore Store { get; } = new();

    public StoreSink Sink { get; }

    public Conversation Open(string id = "conv-42", LogLimits? limits = null) => Open(new ConversationInfo(id), limits);

    public Conversation Open(ConversationInfo info, LogLimits? limits = null)
        => new(info, Sink, new ConversationOptions { TimeProvider = Clock, Limits = limits ?? LogLimits.Default, Logger = NullLogger.Instance });

    public ConversationReader Reader(PrivacyOptions? privacy = null)
        => new(Store, new ConversationReaderOptions { TimeProvider = Clock, Privacy = privacy ?? new PrivacyOptions() });

    public async Task<ConversationView> ReadAsync(Reader? reader = null, string id = "conv-42", PrivacyOptions? privacy = null)
    {
        await Sink.FlushAsync();
        return (await Reader(privacy).GetAsync(reader ?? Permitted, id))!;
    }

    public ValueTask DisposeAsync() => Sink.DisposeAsync();
}

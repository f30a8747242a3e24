using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Support;

/// <summary>An open conversation with a manual clock and an in-memory sink.</summary>
internal sealed class Session : IDisposable
{
    public Session(LogLimits? limits = null, ConversationInfo? info = null, ILogger? logger = null, IJsonTypeInfoResolver? jsonTypes = null,
        ObjectReflection reflectObjects = ObjectReflection.AutoProperties)
    {
        Options = new ConversationOptions
        {
            TimeProvider = Clock,
            Limits = limits ?? LogLimits.Default,
            Logger = logger ?? NullLogger.Instance,
            JsonTypes = jsonTypes,
            ReflectObjects = reflectObjects,
        };
        Conversation = new Conversation(info ?? new ConversationInfo("conv-42"), Sink, Options);
    }

    public ManualClock Clock { get; } = new();

    public InMemorySink Sink { get; } = new();

    public ConversationOptions Options { get; }

    public Conversation Conversation { get; }

    public ConversationLogger Log => Conversation.Log;

    public LogEntry Last => Sink.Entries[^1];

    public void Dispose() => Conversation.Dispose();
}

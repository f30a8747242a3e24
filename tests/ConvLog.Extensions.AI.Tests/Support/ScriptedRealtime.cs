namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>A realtime service whose messages are written by the test.</summary>
public sealed class ScriptedRealtime : IRealtimeClient
{
    public IList<ScriptedRealtimeSession> Sessions { get; } = [];

    public Task<IRealtimeClientSession> CreateSessionAsync(RealtimeSessionOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var session = new ScriptedRealtimeSession(options);
        Sessions.Add(session);
        return Task.FromResult<IRealtimeClientSession>(session);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", null, "gpt-realtime") : null;

    public void Dispose()
    {
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>A session whose messages are written by the test.</summary>
public sealed class ScriptedRealtimeSession(RealtimeSessionOptions? options) : IRealtimeClientSession
{
    private readonly Channel<RealtimeServerMessage> _messages = Channel.CreateUnbounded<RealtimeServerMessage>();

    public RealtimeSessionOptions? Options { get; } = options;

    public IList<RealtimeClientMessage> Sent { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>The exception thrown on sending; null if none.</summary>
    public Exception? SendFails { get; set; }

    /// <summary>Sends a message from the service.</summary>
    public void Send(RealtimeServerMessage message) => _messages.Writer.TryWrite(message);

    /// <summary>Ends the connection.</summary>
    public void Close(Exception? exception = null) => _messages.Writer.TryComplete(exception);

    public Task SendAsync(RealtimeClientMessage message, CancellationToken cancellationToken = default)
    {
        if (SendFails is { } e)
        {
            throw e;
        }

        cancellationToken.ThrowIfCancellationRequested();
        Sent.Add(message);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<RealtimeServerMessage> GetStreamingResponseAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync(cancellationToken))
        {
            yield return message;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is "voice" && serviceType == typeof(string) ? "alloy" : null;

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        Close();
        return ValueTask.CompletedTask;
    }
}

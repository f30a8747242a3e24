namespace ConvLog.Extensions.Agents.Tests.Support;

/// <summary>Answers after the given number of polls.</summary>
public sealed class BackgroundModel(int polls) : IChatClient
{
    private int _asked;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => Task.FromResult(_asked++ < polls
            ? new ChatResponse { ResponseId = "r1", ContinuationToken = ResponseContinuationToken.FromBytes(new byte[] { 1 }) }
            : new ChatResponse(new ChatMessage(ChatRole.Assistant, "Done.")) { ResponseId = "r1", Usage = new UsageDetails { InputTokenCount = 70 } });

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

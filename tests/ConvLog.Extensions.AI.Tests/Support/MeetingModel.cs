using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>
/// A model that answers once the given number of requests is open, so that requests overlap. It calls the tool <c>look</c> with the user's text and answers
/// with the result; without a tool, it answers with the user's text.
/// </summary>
public sealed class MeetingModel(int parties) : IChatClient
{
    private readonly TaskCompletionSource _allHaveAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _asked) == parties)
        {
            _allHaveAsked.SetResult();
        }

        await _allHaveAsked.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
        var last = messages.Last();
        if (last.Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } found)
        {
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, $"re: {found.Result}"));
        }

        return new ChatResponse(options?.Tools is { Count: > 0 }
            ? new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("call_" + last.Text, "look",
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = last.Text })])
            : new ChatMessage(ChatRole.Assistant, "re: " + last.Text));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

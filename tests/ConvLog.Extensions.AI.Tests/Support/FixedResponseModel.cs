using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>A model that reads each request and then returns the next of these responses, or its updates unchanged.</summary>
public sealed class FixedResponseModel(params IReadOnlyList<ChatResponseUpdate>?[] answers) : IChatClient
{
    private int _asked;

    /// <summary>The contents of all tool results it received.</summary>
    public IList<string> Read { get; } = [];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => Task.FromResult(Next(messages)?.ToChatResponse()!);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var update in Next(messages) ?? [null!])
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    /// <summary>An answer that calls a tool.</summary>
    public static IReadOnlyList<ChatResponseUpdate> Calls(string id, string name) => Contents(new FunctionCallContent(id, name));

    /// <summary>An answer with these contents.</summary>
    public static IReadOnlyList<ChatResponseUpdate> Contents(params AIContent[] contents) => [new ChatResponseUpdate(ChatRole.Assistant, contents)];

    // As a service's client does, which writes a sequence of contents as parts.
    private IReadOnlyList<ChatResponseUpdate>? Next(IEnumerable<ChatMessage> messages)
    {
        foreach (var result in messages.SelectMany(static message => message.Contents).OfType<FunctionResultContent>())
        {
            foreach (var content in result.Result as IEnumerable<AIContent> ?? [])
            {
                Read.Add(((TextContent)content).Text);
            }
        }

        return answers[_asked++];
    }
}

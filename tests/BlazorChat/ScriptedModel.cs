using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace BlazorChat;

/// <summary>Answers like a language model that books a table: first a tool call, then word by word.</summary>
public sealed class ScriptedModel : IChatClient
{
    /// <summary>The answer once the table is booked.</summary>
    public const string Answer = "Your table at Rosso is booked for 20:00.";

    /// <summary>The phone number in the tool call.</summary>
    public const string Phone = "+44 7700 900123";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(60);

    /// <summary>The wait before each word except the first.</summary>
    public Func<CancellationToken, Task> Pause { get; init; } = static cancellationToken => Task.Delay(s_pause, TimeProvider.System, cancellationToken);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (messages.Last().Role != ChatRole.Tool)
        {
            var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["restaurant"] = "Rosso", ["phone"] = Phone };
            yield return Update(new FunctionCallContent("call_1", "book_table", arguments));
            yield return Last(ChatFinishReason.ToolCalls, 412, 38);
            yield break;
        }

        string before = "";
        foreach (string word in Answer.Split(' '))
        {
            if (before.Length > 0)
            {
                await Pause(cancellationToken);
            }

            yield return Update(new TextContent(before + word));
            before = " ";
        }

        yield return Last(ChatFinishReason.Stop, 486, 12);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", providerUri: null, "scripted-1") : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static ChatResponseUpdate Update(AIContent content) => new(ChatRole.Assistant, [content]) { ModelId = "scripted-1" };

    private static ChatResponseUpdate Last(ChatFinishReason reason, int input, int output)
        => new(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output })])
        {
            ModelId = "scripted-1",
            FinishReason = reason,
        };
}

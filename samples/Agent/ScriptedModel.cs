using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Agent;

/// <summary>Answers as a language model would that books a table: it looks at two places at once, books the better one, then the other.</summary>
internal sealed class ScriptedModel : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(120), TimeProvider.System, cancellationToken);
        return messages.Count(static message => message.Role == ChatRole.Tool) switch
        {
            0 => Answer(
                412, 38, new TextContent("Let me look at both."), Call("call_1", "find_table", ("restaurant", "Rosso"), ("guests", 2)),
                Call("call_2", "find_table", ("restaurant", "Verde"), ("guests", 2))),
            1 => Answer(486, 24, Call("call_3", "book_table", ("restaurant", "Rosso"), ("time", "20:00"), ("phone", "+44 7700 900123"))),
            2 => Answer(530, 24, Call("call_4", "book_table", ("restaurant", "Verde"), ("time", "20:30"), ("phone", "+44 7700 900123"))),
            _ => Answer(561, 17, new TextContent("Rosso was just taken. I booked Verde at 20:30 for two.")),
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", providerUri: null, "scripted-1") : null;

    public void Dispose()
    {
    }

    private static FunctionCallContent Call(string id, string name, params (string Key, object? Value)[] arguments)
        => new(id, name, arguments.ToDictionary(static argument => argument.Key, static argument => argument.Value, StringComparer.Ordinal));

    private static ChatResponse Answer(int input, int output, params AIContent[] contents) => new(new ChatMessage(ChatRole.Assistant, contents))
    {
        ModelId = "scripted-1",
        FinishReason = contents.OfType<FunctionCallContent>().Any() ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        Usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output },
    };
}

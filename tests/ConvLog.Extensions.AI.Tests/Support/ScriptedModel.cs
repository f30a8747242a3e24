using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.AI.Tests.Support;

/// <summary>A model with one scripted step for each request.</summary>
public sealed class ScriptedModel(params ScriptedModel.Step[] steps) : IChatClient
{
    private readonly List<IList<ChatMessage>> _requests = [];

    /// <summary>A response, or an exception after the first <see cref="Fails"/> updates.</summary>
    public sealed record Step(ChatResponse Response, Exception? Exception = null, int Fails = 0);

    public IReadOnlyList<IList<ChatMessage>> Requests => _requests;

    public IList<ChatOptions?> Options { get; } = [];

    /// <summary>Called for each request.</summary>
    public Action? Asked { get; init; }

    public static Step Says(string text, long input = 0, long output = 0, string? finish = "stop")
        => Answers([new TextContent(text)], input, output, finish);

    public static Step Calls(string text, long input, long output, params (string Id, string Name, object? Value)[] calls)
        => Answers(
            [.. text.Length > 0 ? new AIContent[] { new TextContent(text) } : [],
             .. calls.Select(static call => new FunctionCallContent(call.Id, call.Name, new Dictionary<string,
                 object?>(StringComparer.Ordinal) { ["value"] = call.Value }))],
            input,
            output,
            "tool_calls");

    public static Step Answers(IList<AIContent> contents, long input = 0, long output = 0, string? finish = "stop")
        => new(new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = Guid.NewGuid().ToString() })
        {
            ModelId = "gpt-x-2026",
            ResponseId = $"resp_{input}",
            FinishReason = finish is null ? null : new ChatFinishReason(finish),
            Usage = input + output == 0 ? null : new UsageDetails
            {
                InputTokenCount = input,
                OutputTokenCount = output,
                CachedInputTokenCount = input / 2,
                ReasoningTokenCount = output / 2,
            },
        });

    public static Step Throws(Exception exception) => new(new ChatResponse([]), exception);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var step = Next(messages, options);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return step.Exception is { } e ? throw e : step.Response;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var step = Next(messages, options);
        await Task.Yield();
        int count = 0;
        foreach (var update in step.Response.ToChatResponseUpdates().SelectMany(Words))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step.Exception is { } e && count++ == step.Fails)
            {
                throw e;
            }

            update.ResponseId = step.Response.ResponseId;
            yield return update;
        }

        if (step.Exception is { } late)
        {
            throw late;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", new Uri("https://models.example:8443/v1"), "gpt-x") : null;

    public void Dispose()
    {
    }

    // A text is streamed word by word.
    private static IEnumerable<ChatResponseUpdate> Words(ChatResponseUpdate update)
        => update.Contents.FirstOrDefault() is TextContent text
            ? [.. text.Text.Split(' ').Select(word => With(update, [new TextContent(word + " ")])), With(update, [.. update.Contents.Skip(1)])]
            : [update];

    private static ChatResponseUpdate With(ChatResponseUpdate update, IList<AIContent> contents)
    {
        var part = update.Clone();
        part.Contents = contents;
        return part;
    }

    private Step Next(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        Asked?.Invoke();
        _requests.Add([.. messages]);
        Options.Add(options);
        return steps[_requests.Count - 1];
    }
}

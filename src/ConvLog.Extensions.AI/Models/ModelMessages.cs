using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>Chat messages as messages of a model call.</summary>
/// <param name="mask">Masks what the user said and the model answered.</param>
/// <param name="passed">
/// The texts of the user's messages that the caller passed to the outermost client; null for all. Others are context that something in between added:
/// personal as a whole.
/// </param>
internal sealed class ModelMessages(Func<string, MaskedText> mask, IReadOnlySet<string>? passed = null)
{
    /// <summary>A text with its personal parts masked; all of it if masking fails.</summary>
    public MaskedText Masked(string? text)
    {
        if (text is not { Length: > 0 })
        {
            return default;
        }

        try
        {
            return mask(text);
        }
        catch (Exception)
        {
            // What cannot be classified is personal. The text itself is not lost.
            return new MaskedText(text);
        }
    }

    /// <summary>The messages of a request, with its instructions before them.</summary>
    public ModelMessage[] Of(string? instructions, IEnumerable<ChatMessage> messages)
        => [.. string.IsNullOrEmpty(instructions) ? [] : new[] { ModelMessage.System(new MaskedText(instructions)) }, .. messages.SelectMany(Of)];

    /// <summary>What the model answered in one round; null for nothing.</summary>
    public ModelMessage? Answer(IReadOnlyCollection<ChatMessage> messages)
        => messages.Count == 0
            ? null
            : ModelMessage.Assistant(Masked(string.Concat(messages.Select(static message => ContentText.Of(message.Contents)))), CallsOf(messages));

    private IEnumerable<ModelMessage> Of(ChatMessage message)
    {
        // One message of the loop can hold the results of several calls.
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            yield return ModelMessage.Tool(result.CallId, new MaskedText(ToolResult.Text(result.Result)));
        }

        string text = ContentText.Of(message.Contents);
        var calls = CallsOf([message]);
        if (text.Length == 0 && calls.Length == 0)
        {
            yield break;
        }

        if (message.Role == ChatRole.Assistant)
        {
            yield return ModelMessage.Assistant(Masked(text), calls);
        }
        else if (message.Role == ChatRole.User)
        {
            yield return ModelMessage.User(ContextMessages.Contains(message) || passed?.Contains(text) == false ? new MaskedText(text) : Masked(text));
        }
        else if (message.Role != ChatRole.Tool)
        {
            yield return ModelMessage.System(new MaskedText(text));
        }
    }

    private static ModelToolCall[] CallsOf(IEnumerable<ChatMessage> messages)
        => [.. messages.SelectMany(static message => message.Contents).Select(CallOf).OfType<FunctionCallContent>()
            .Select(static call => new ModelToolCall(call.CallId, call.Name, call.Arguments))];

    // A call that the user is asked to approve is one, too.
    private static FunctionCallContent? CallOf(AIContent content)
        => content as FunctionCallContent ?? (content as ToolApprovalRequestContent)?.ToolCall as FunctionCallContent;
}

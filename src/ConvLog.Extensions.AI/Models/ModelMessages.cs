using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>Converts chat messages to messages of a model call.</summary>
/// <param name="mask">Masks the user's input and the model's answer.</param>
/// <param name="includeReasoning">Whether the model's reasoning is kept.</param>
/// <param name="passed">
/// The user's messages that the caller passed to the outermost client; null for all. Others are context added by middleware, which is
/// personal as a whole.
/// </param>
/// <param name="agent">The agent that calls the model, and author of the model's answer; null if unknown.</param>
internal sealed class ModelMessages(
    Func<string, MaskedText> mask, bool includeReasoning = true, Lazy<HashSet<string>>? passed = null, string? agent = null)
{
    // A loop sends all messages again in each round: those of tools and of the model are converted once.
    private static readonly ConditionalWeakTable<ChatMessage, ConvertedMessage> s_converted = [];

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
            // If masking fails, the whole text is personal. The text itself is not lost.
            return new MaskedText(text);
        }
    }

    /// <summary>Adds the first messages of a list to a model call, with its instructions before them.</summary>
    public void AddTo(ModelCall call, string? instructions, IList<ChatMessage> messages, int count)
        => RequestMessageCache.Of(call.Turn).AddTo(call, messages, count, Of, (instructions, mask, includeReasoning, passed));

    /// <summary>The model's answer in one round; null for none.</summary>
    public ModelMessage? Answer(IReadOnlyList<ChatMessage> messages)
        => messages.Count == 0 ? null
            // The same form as in the next request.
            : messages is [var only] && !only.Contents.Any(IsApproval) && Of(only, isOfAgent: true) is [{ Role: ModelRole.Assistant } alone] ? alone
            : ModelMessage.Assistant(Answered(messages), CallsOf(messages), ReasoningOf(messages), AuthorOf(messages, agent));

    /// <summary>The model's text in messages, joined by line breaks, each masked.</summary>
    public MaskedText Answered(IEnumerable<ChatMessage> messages)
        => messages.Where(static message => message.Role == ChatRole.Assistant).Select(message => Masked(ContentText.Of(message.Contents)))
            .Where(static text => !text.IsEmpty).Aggregate(default(MaskedText), static (all, text) => all.IsEmpty ? text : Turn.Joined(all, "\n", text));

    /// <summary>Converts a message; each tool result in it becomes a separate message.</summary>
    /// <param name="given">The message.</param>
    /// <param name="isOfAgent">Whether an answer in it is the agent's, unless it names its author.</param>
    public ModelMessage[] Of(ChatMessage given, bool isOfAgent = false)
    {
        var message = WithoutApprovals(given);
        if (message.Role != ChatRole.Assistant && message.Role != ChatRole.Tool)
        {
            return [.. Read(message, author: null)];
        }

        if (s_converted.TryGetValue(message, out var before) && before.Matches(message, mask, includeReasoning))
        {
            return before.Messages;
        }

        ConvertedMessage taken = new(message, mask, includeReasoning, [.. Read(message, isOfAgent ? agent : null)]);
        s_converted.AddOrUpdate(message, taken);
        return taken.Messages;
    }

    // The loop replaces approvals with the calls and their results.
    private static ChatMessage WithoutApprovals(ChatMessage message)
        => message.Contents.Any(IsApproval) ? new ChatMessage(message.Role, [.. message.Contents.Where(static content => !IsApproval(content))]) : message;

    private static bool IsApproval(AIContent content) => content is ToolApprovalRequestContent or ToolApprovalResponseContent;

    private IEnumerable<ModelMessage> Read(ChatMessage message, string? author)
    {
        // One message of the loop can contain the results of several calls.
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            yield return ModelMessage.Tool(result.CallId, new MaskedText(ToolResult.Text(result.Result)));
        }

        string text = ContentText.Of(message.Contents);
        var calls = CallsOf([message]);
        string? reasoning = message.Role == ChatRole.Assistant ? ReasoningOf([message]) : null;
        if (text.Length == 0 && calls.Length == 0 && string.IsNullOrEmpty(reasoning))
        {
            yield break;
        }

        if (message.Role == ChatRole.Assistant)
        {
            yield return ModelMessage.Assistant(Masked(text), calls, reasoning, AuthorOf([message], author));
        }
        else if (message.Role == ChatRole.User)
        {
            yield return ModelMessage.User(ContextMessages.Contains(message) || passed?.Value.Contains(text) == false ? new MaskedText(text) : Masked(text));
        }
        else if (message.Role != ChatRole.Tool)
        {
            yield return ModelMessage.System(new MaskedText(text));
        }
    }

    // Several agents may contribute to an answer.
    private static string AuthorOf(IEnumerable<ChatMessage> messages, string? agent)
        => string.Join(", ", messages.Where(static message => message.Role == ChatRole.Assistant).Select(message => message.AuthorName ?? agent)
            .Where(static author => !string.IsNullOrEmpty(author)).Distinct(StringComparer.Ordinal));

    private string? ReasoningOf(IEnumerable<ChatMessage> messages) => !includeReasoning ? null
        : string.Concat(messages.SelectMany(static message => message.Contents).OfType<TextReasoningContent>().Select(static thought => thought.Text));

    private static ModelToolCall[] CallsOf(IEnumerable<ChatMessage> messages)
        => [.. messages.SelectMany(static message => message.Contents).Select(CallOf).OfType<FunctionCallContent>()
            .Select(static call => new ModelToolCall(call.CallId, call.Name, CallArguments.Of(call)))];

    /// <summary>The tool call in a content, including one that needs approval; null for none.</summary>
    public static FunctionCallContent? CallOf(AIContent content)
        => content as FunctionCallContent ?? (content as ToolApprovalRequestContent)?.ToolCall as FunctionCallContent;

    /// <summary>The conversion of a message, valid while its contents are unchanged.</summary>
    private sealed class ConvertedMessage(ChatMessage message, Func<string, MaskedText> mask, bool hasReasoning, ModelMessage[] messages)
    {
        private readonly MessageParts _parts = new(message);

        public ModelMessage[] Messages => messages;

        public bool Matches(ChatMessage other, Func<string, MaskedText> otherMask, bool includesReasoning)
            => ReferenceEquals(mask, otherMask) && hasReasoning == includesReasoning && _parts.Matches(other);
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>Chat messages as messages of a model call.</summary>
/// <param name="mask">Masks what the user said and the model answered.</param>
/// <param name="includeReasoning">Whether what the model thought is kept.</param>
/// <param name="passed">
/// The texts of the user's messages that the caller passed to the outermost client; null for all. Others are context that something in between added:
/// personal as a whole.
/// </param>
/// <param name="agent">The agent that asks the model; null where not known. It says what the model answers.</param>
internal sealed class ModelMessages(
    Func<string, MaskedText> mask, bool includeReasoning = true, Lazy<HashSet<string>>? passed = null, string? agent = null)
{
    // A loop asks with all messages again in each round: those of tools and of the model are taken once.
    private static readonly ConditionalWeakTable<ChatMessage, Taken> s_taken = [];

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

    /// <summary>Adds the first messages of a list to a model call, with its instructions before them.</summary>
    public void AddTo(ModelCall call, string? instructions, IList<ChatMessage> messages, int count)
        => AskedMessages.Of(call.Turn).AddTo(call, messages, count, Of, (instructions, mask, includeReasoning, passed));

    /// <summary>What the model answered in one round; null for nothing.</summary>
    public ModelMessage? Answer(IReadOnlyList<ChatMessage> messages)
        => messages.Count == 0 ? null
            // As the next request has it.
            : messages is [var only] && !only.Contents.Any(IsApproval) && Of(only, isOfAgent: true) is [{ Role: ModelRole.Assistant } alone] ? alone
            : ModelMessage.Assistant(Answered(messages), CallsOf(messages), ReasoningOf(messages), AuthorOf(messages, agent));

    /// <summary>What the model said in messages, one below the other, each masked.</summary>
    public MaskedText Answered(IEnumerable<ChatMessage> messages)
        => messages.Where(static message => message.Role == ChatRole.Assistant).Select(message => Masked(ContentText.Of(message.Contents)))
            .Where(static text => !text.IsEmpty).Aggregate(default(MaskedText), static (all, text) => all.IsEmpty ? text : Turn.Joined(all, "\n", text));

    /// <summary>A message; each result of a tool in it is one of its own.</summary>
    /// <param name="given">The message.</param>
    /// <param name="isOfAgent">Whether an answer in it is the agent's, unless it names its author.</param>
    public ModelMessage[] Of(ChatMessage given, bool isOfAgent = false)
    {
        var message = WithoutApprovals(given);
        if (message.Role != ChatRole.Assistant && message.Role != ChatRole.Tool)
        {
            return [.. Read(message, author: null)];
        }

        if (s_taken.TryGetValue(message, out var before) && before.IsOf(message, mask, includeReasoning))
        {
            return before.Messages;
        }

        Taken taken = new(message, mask, includeReasoning, [.. Read(message, isOfAgent ? agent : null)]);
        s_taken.AddOrUpdate(message, taken);
        return taken.Messages;
    }

    // The loop replaces them by the calls and their results.
    private static ChatMessage WithoutApprovals(ChatMessage message)
        => message.Contents.Any(IsApproval) ? new ChatMessage(message.Role, [.. message.Contents.Where(static content => !IsApproval(content))]) : message;

    private static bool IsApproval(AIContent content) => content is ToolApprovalRequestContent or ToolApprovalResponseContent;

    private IEnumerable<ModelMessage> Read(ChatMessage message, string? author)
    {
        // One message of the loop can hold the results of several calls.
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

    // Several agents may have a part in an answer.
    private static string AuthorOf(IEnumerable<ChatMessage> messages, string? agent)
        => string.Join(", ", messages.Where(static message => message.Role == ChatRole.Assistant).Select(message => message.AuthorName ?? agent)
            .Where(static author => !string.IsNullOrEmpty(author)).Distinct(StringComparer.Ordinal));

    private string? ReasoningOf(IEnumerable<ChatMessage> messages) => !includeReasoning ? null
        : string.Concat(messages.SelectMany(static message => message.Contents).OfType<TextReasoningContent>().Select(static thought => thought.Text));

    private static ModelToolCall[] CallsOf(IEnumerable<ChatMessage> messages)
        => [.. messages.SelectMany(static message => message.Contents).Select(CallOf).OfType<FunctionCallContent>()
            .Select(static call => new ModelToolCall(call.CallId, call.Name, CallArguments.Of(call)))];

    /// <summary>The call of a tool in a content; null for none. One that the user has to approve first is a call, too.</summary>
    public static FunctionCallContent? CallOf(AIContent content)
        => content as FunctionCallContent ?? (content as ToolApprovalRequestContent)?.ToolCall as FunctionCallContent;

    /// <summary>What was taken of a message, as long as its contents are what they were.</summary>
    private sealed class Taken(ChatMessage message, Func<string, MaskedText> mask, bool hasReasoning, ModelMessage[] messages)
    {
        private readonly MessageParts _parts = new(message);

        public ModelMessage[] Messages => messages;

        public bool IsOf(ChatMessage other, Func<string, MaskedText> otherMask, bool includesReasoning)
            => ReferenceEquals(mask, otherMask) && hasReasoning == includesReasoning && _parts.AreThoseOf(other);
    }
}

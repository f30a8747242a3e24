using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>What the agents of one run say and do, as its caller sees it. Any thread.</summary>
/// <param name="isOne">Whether it is the run of one agent whose client is known; otherwise, several may have a part in it, also at the same time.</param>
/// <param name="cancellationToken">The caller's.</param>
internal sealed class AgentRun(bool isOne, CancellationToken cancellationToken)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _passedOn = new(StringComparer.Ordinal); // What agents were asked with.
    private readonly HandOvers _handOvers = new();

    /// <summary>Whether it is the run of one agent whose client is known.</summary>
    public bool IsOne => isOne;

    /// <summary>Whether its caller canceled it: a workflow returns then, as if it had ended.</summary>
    public bool IsCanceled => !isOne && cancellationToken.IsCancellationRequested;

    /// <summary>What a request inside failed with last; null for nothing.</summary>
    public Exception? Thrown { get; set; }

    /// <summary>The response that updates make up. Those of agents that answer at the same time come in any order.</summary>
    public static ChatResponse Of(IEnumerable<ChatResponseUpdate> updates)
    {
        List<List<ChatResponseUpdate>> messages = [];
        foreach (var update in updates)
        {
            var message = messages.FindLast(message => IsSame(message[0], update));
            if (message is null)
            {
                messages.Add(message = []);
            }

            message.Add(update);
        }

        ChatResponse response = new();
        foreach (var message in messages)
        {
            StreamedResponse.Add(response, message);
        }

        return response;
    }

    /// <summary>Takes that a model is asked inside of the run.</summary>
    public void Asked(string? agent, IEnumerable<ChatMessage> messages, Action<string, string, string?> handOver)
    {
        lock (_lock)
        {
            _handOvers.Spoke(agent, isSeen: false, handOver);
            _passedOn.UnionWith(isOne ? [] : messages.Select(static message => ContentText.Of(message.Contents)));
        }
    }

    /// <summary>Takes what an agent said or did.</summary>
    public void Take(string? agent, IList<AIContent> contents, Action<string, string, string?> handOver)
    {
        if (!isOne && contents.Count > 0)
        {
            lock (_lock)
            {
                _handOvers.Take(agent, contents, handOver);
            }
        }
    }

    /// <summary>Takes its end.</summary>
    public void End(Action<string, string, string?> handOver)
    {
        lock (_lock)
        {
            _handOvers.End(handOver);
        }
    }

    /// <summary>What each agent said last, where it was not only said to another agent.</summary>
    public List<ChatMessage> AnswerIn(IList<ChatMessage> messages)
    {
        var last = messages.GroupBy(static message => message.AuthorName, StringComparer.Ordinal).SelectMany(LastOf)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        List<ChatMessage> said = [.. messages.Where(message => HasText(message) && (last.Count == 0 || last.Contains(message)))];
        lock (_lock)
        {
            return [.. said.Where((message, index) => index == said.Count - 1 || !_passedOn.Contains(ContentText.Of(message.Contents)))];
        }
    }

    /// <summary>What agents said besides the answer.</summary>
    public IEnumerable<ChatMessage> BridgesIn(IList<ChatMessage> messages) => messages.Where(HasText).Except(AnswerIn(messages));

    // After its last call of a tool. The results may be anywhere: workflows sort what agents said at the same time.
    private static IEnumerable<ChatMessage> LastOf(IEnumerable<ChatMessage> messages)
    {
        List<ChatMessage> all = [.. messages];
        return all.Skip(all.FindLastIndex(static message => message.Contents.OfType<FunctionCallContent>().Any()) + 1).Where(HasText);
    }

    private static bool HasText(ChatMessage message) => message.Role == ChatRole.Assistant && ContentText.Of(message.Contents).Length > 0;

    private static bool IsSame(ChatResponseUpdate first, ChatResponseUpdate update)
        => string.Equals(first.AuthorName, update.AuthorName, StringComparison.Ordinal) && first.Role == update.Role
            && (update.MessageId is null || string.Equals(first.MessageId, update.MessageId, StringComparison.Ordinal));
}

using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The messages and actions of the agents of one run, as its caller sees them. Safe to use from any thread.</summary>
/// <param name="isOne">Whether it is the run of one agent whose client is known; otherwise several agents may take part, also concurrently.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal sealed class AgentRun(bool isOne, CancellationToken cancellationToken)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _passedOn = new(StringComparer.Ordinal); // Messages with which agents were called.
    private readonly HandOvers _handOvers = new();

    /// <summary>Whether it is the run of one agent whose client is known.</summary>
    public bool IsOne => isOne;

    /// <summary>Whether its caller canceled it: a workflow then returns as if it had ended.</summary>
    public bool IsCanceled => !isOne && cancellationToken.IsCancellationRequested;

    /// <summary>The last exception of a request inside the run; null for none.</summary>
    public Exception? Thrown { get; set; }

    /// <summary>Builds the response from updates. Updates of concurrent agents are in any order.</summary>
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

    /// <summary>Records that a model is called inside the run.</summary>
    public void RecordRequest(string? agent, IEnumerable<ChatMessage> messages, Action<string, string, string?> handOver)
    {
        lock (_lock)
        {
            _handOvers.RecordActive(agent, isSeen: false, handOver);
            _passedOn.UnionWith(isOne ? [] : messages.Select(static message => ContentText.Of(message.Contents)));
        }
    }

    /// <summary>Adds contents of an agent.</summary>
    public void Add(string? agent, IList<AIContent> contents, Action<string, string, string?> handOver)
    {
        if (!isOne && contents.Count > 0)
        {
            lock (_lock)
            {
                _handOvers.Add(agent, contents, handOver);
            }
        }
    }

    /// <summary>Ends the run.</summary>
    public void End(Action<string, string, string?> handOver)
    {
        lock (_lock)
        {
            _handOvers.End(handOver);
        }
    }

    /// <summary>The last message of each agent, unless it was only meant for another agent.</summary>
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

    /// <summary>The agents' messages other than the answer.</summary>
    public IEnumerable<ChatMessage> BridgesIn(IList<ChatMessage> messages) => messages.Where(HasText).Except(AnswerIn(messages));

    // After its last tool call. Results may be anywhere: workflows reorder messages of concurrent agents.
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

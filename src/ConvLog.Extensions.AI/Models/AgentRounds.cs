using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// The rounds of a run of several agents, distinguished by the author of each message. As far as can be seen from outside, an agent's round began when the
/// latest message of another agent arrived. Safe to use from any thread.
/// </summary>
/// <param name="begin">Creates the rounds of one agent, from a timestamp and its name.</param>
/// <param name="time">The clock of the timestamps.</param>
internal sealed class AgentRounds(Func<long?, string?, ModelRounds> begin, TimeProvider time) : IRounds
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (ModelRounds? Rounds, string? ResponseId)> _agents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _handledInside = new(StringComparer.Ordinal);
    private bool _areAllHandled;
    private long _latest = time.GetTimestamp();

    // The agents' loops are not known.
    public void ToolBegan(string? callId, IList<ChatMessage>? messages)
    {
    }

    public void ToolEnded(string? callId, Exception? thrown)
    {
    }

    public void Update(ChatResponseUpdate update)
    {
        RoundsOf(update.AuthorName, update.ResponseId)?.Update(update);
        lock (_lock)
        {
            _latest = time.GetTimestamp();
        }
    }

    public void EndStream() => ForEach(static rounds => rounds.EndStream());

    public void CancelOpen() => ForEach(static rounds => rounds.CancelOpen());

    public void End(ChatResponse response)
    {
        var agents = response.Messages.GroupBy(static message => message.AuthorName, StringComparer.Ordinal)
            .Where(agent => agent.Key is not null || response.Usage is not null).ToList();
        bool isWhole = agents.TrueForAll(agent => RoundsOf(agent.Key) is not null);
        foreach (var agent in agents)
        {
            // The usage is the sum of all rounds, which the last one gets. Rounds seen by a client inside have their own.
            RoundsOf(agent.Key)?.End(new ChatResponse([.. agent])
            {
                ModelId = response.ModelId,
                ResponseId = response.ResponseId,
                FinishReason = response.FinishReason,
                Usage = isWhole && agent == agents[^1] ? response.Usage : null,
            });
        }
    }

    public void Fail(Exception exception, bool isCanceled) => ForEach(rounds => rounds.Fail(exception, isCanceled));

    public void Close() => ForEach(static rounds => rounds.Close());

    public void MarkHandledInside(string? agent)
    {
        lock (_lock)
        {
            _areAllHandled |= agent is null;
            _handledInside.Add(agent ?? "");
        }
    }

    // Null for an agent whose rounds are seen by a client inside. Each response answers a separate request.
    private ModelRounds? RoundsOf(string? agent, string? responseId = null)
    {
        string name = agent ?? "";
        lock (_lock)
        {
            _ = _agents.TryGetValue(name, out var known);
            if (known.Rounds is null ? _areAllHandled || _handledInside.Contains(name) : IsSame(known.ResponseId, responseId))
            {
                return known.Rounds;
            }

            known.Rounds?.EndStream();
            return (_agents[name] = (begin(_latest, agent), responseId)).Rounds;
        }
    }

    // A tool's result has none.
    private static bool IsSame(string? before, string? responseId)
        => before is null || responseId is null || string.Equals(before, responseId, StringComparison.Ordinal);

    private void ForEach(Action<ModelRounds> action)
    {
        ModelRounds[] all;
        lock (_lock)
        {
            all = [.. _agents.Values.Select(static agent => agent.Rounds!)];
        }

        Array.ForEach(all, action);
    }
}

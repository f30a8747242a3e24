using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// The rounds of a run in which any agents may have a part, told apart by the author of what they say. A round of an agent began when the latest part of
/// another one came, as far as can be seen from outside. Any thread.
/// </summary>
/// <param name="begin">The rounds of one agent, since a timestamp and with its name.</param>
/// <param name="time">The clock of the timestamps.</param>
internal sealed class AgentRounds(Func<long?, string?, ModelRounds> begin, TimeProvider time) : IRounds
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (ModelRounds? Rounds, string? ResponseId)> _agents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seenInside = new(StringComparer.Ordinal);
    private bool _areAllSeen;
    private long _latest = time.GetTimestamp();

    // Their loops are not known.
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

    public void Leave() => ForEach(static rounds => rounds.Leave());

    public void End(ChatResponse response)
    {
        var agents = response.Messages.GroupBy(static message => message.AuthorName, StringComparer.Ordinal)
            .Where(agent => agent.Key is not null || response.Usage is not null).ToList();
        bool isWhole = agents.TrueForAll(agent => RoundsOf(agent.Key) is not null);
        foreach (var agent in agents)
        {
            // The usage is that of all rounds as one sum, which the last one has. Those that are seen inside have their own.
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

    public void SeenInside(string? agent)
    {
        lock (_lock)
        {
            _areAllSeen |= agent is null;
            _seenInside.Add(agent ?? "");
        }
    }

    // Null for an agent that is seen inside. Each response is one to a request of its own.
    private ModelRounds? RoundsOf(string? agent, string? responseId = null)
    {
        string name = agent ?? "";
        lock (_lock)
        {
            _ = _agents.TryGetValue(name, out var known);
            if (known.Rounds is null ? _areAllSeen || _seenInside.Contains(name) : IsSame(known.ResponseId, responseId))
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

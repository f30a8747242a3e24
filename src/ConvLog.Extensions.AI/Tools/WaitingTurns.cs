using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>The turns of a conversation that wait for the caller to answer tool calls. Concurrent requests may each have one. Safe to use from any
/// thread.</summary>
internal sealed class WaitingTurns
{
    private static readonly ConditionalWeakTable<Conversation, WaitingTurns> s_conversations = [];

    private readonly Lock _lock = new();
    private readonly List<WaitingTurn> _turns = [];

    public static WaitingTurns Of(Conversation conversation) => s_conversations.GetValue(conversation, static _ => new WaitingTurns());

    /// <summary>Adds a turn that stays open.</summary>
    public void Add(WaitingTurn turn)
    {
        lock (_lock)
        {
            _turns.Add(turn);
        }
    }

    /// <summary>Removes and returns the turn that a request continues; null for none.</summary>
    /// <param name="asked">The messages of the request.</param>
    /// <param name="latest">The messages from the model's last answer on.</param>
    /// <param name="serviceId">The service's id of the request's conversation.</param>
    public WaitingTurn? Take(IEnumerable<ChatMessage> asked, IEnumerable<ChatMessage> latest, string? serviceId)
    {
        lock (_lock)
        {
            _turns.RemoveAll(static waiting => waiting.Turn.EndedAt is not null);
            if (_turns is [var only] && only.HasCallIn(latest))
            {
                _turns.Clear();
                return only; // As in every round of a loop: the history need not be searched.
            }

            WaitingTurn? best = null;
            int most = 0;
            foreach (var waiting in _turns)
            {
                int fits = waiting.Fits(asked, latest, serviceId);
                (best, most) = fits > most ? (waiting, fits) : (best, most);
            }

            if (best is not null)
            {
                _turns.Remove(best);
            }

            return best;
        }
    }

    /// <summary>Removes and returns the latest turn whose answer the service still works on; null for none.</summary>
    public WaitingTurn? TakeBackground()
    {
        lock (_lock)
        {
            var waiting = _turns.FindLast(static waiting => waiting.IsBackground && waiting.Turn.EndedAt is null);
            return waiting is not null && _turns.Remove(waiting) ? waiting : null;
        }
    }

    /// <summary>
    /// Records that a tool has ended. Its turn ends as well if the loop does not call the model again: because of the tool, or of the caller's cancellation.
    /// </summary>
    /// <param name="call">The tool's function event.</param>
    /// <param name="thrown">Its exception; null for none.</param>
    /// <param name="endsLoop">Whether it requested the end of the loop.</param>
    public void ToolEnded(FunctionEvent call, Exception? thrown, bool endsLoop)
    {
        WaitingTurn? ended;
        lock (_lock)
        {
            ended = _turns.Find(waiting => waiting.Turn == call.Turn);
            ended?.Thrown = thrown;
            endsLoop |= call.Outcome == FunctionOutcome.Canceled;
            if (ended is null || !endsLoop)
            {
                return;
            }

            _turns.Remove(ended);
        }

        ended.End(isCanceled: call.Outcome == FunctionOutcome.Canceled);
    }

    /// <summary>
    /// The turn for a tool that runs before the model is called again, if its waiting turn is in an earlier opening. The next request continues it.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="callId">The ID of the call for which it runs.</param>
    public Turn BegunByTool(Conversation conversation, string callId)
    {
        lock (_lock)
        {
            if (_turns.Find(static waiting => waiting.IsBegunByTool) is { } begun)
            {
                begun.CallIds.Add(callId);
                return begun.Turn;
            }

            var turn = conversation.ContinueTurnOf(turnId: null, [callId], continuationToken: null);
            HashSet<string> calls = new(StringComparer.Ordinal) { callId };
            _turns.Add(new WaitingTurn(turn, default, Input: null, calls, ServiceId: null, IsStreamed: false) { IsBegunByTool = true });
            return turn;
        }
    }

    /// <summary>The turn that waits for the answer to a call; null for none.</summary>
    public Turn? WaitingFor(string? callId)
    {
        lock (_lock)
        {
            return callId is null ? null : _turns.Find(waiting => waiting.CallIds.Contains(callId))?.Turn;
        }
    }
}

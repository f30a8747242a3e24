using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>The turns of a conversation that wait for the caller to answer tool calls. Requests at once may each have one. Any thread.</summary>
internal sealed class WaitingTurns
{
    private static readonly ConditionalWeakTable<Conversation, WaitingTurns> s_conversations = [];

    private readonly Lock _lock = new();
    private readonly List<WaitingTurn> _turns = [];

    public static WaitingTurns Of(Conversation conversation) => s_conversations.GetValue(conversation, static _ => new WaitingTurns());

    /// <summary>Leaves a turn open.</summary>
    public void Add(WaitingTurn turn)
    {
        lock (_lock)
        {
            _turns.Add(turn);
        }
    }

    /// <summary>Removes and returns the turn that a request continues; null for none.</summary>
    /// <param name="asked">The messages of the request.</param>
    /// <param name="latest">Those from the model's last answer on.</param>
    /// <param name="serviceId">The service's id of its conversation.</param>
    public WaitingTurn? Take(IEnumerable<ChatMessage> asked, IEnumerable<ChatMessage> latest, string? serviceId)
    {
        lock (_lock)
        {
            _turns.RemoveAll(static waiting => waiting.Turn.EndedAt is not null);
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

    /// <summary>The turn that waits for the answer to a call; null for none.</summary>
    public Turn? WaitingFor(string? callId)
    {
        lock (_lock)
        {
            return callId is null ? null : _turns.Find(waiting => waiting.CallIds.Contains(callId))?.Turn;
        }
    }
}

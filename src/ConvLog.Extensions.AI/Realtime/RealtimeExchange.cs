using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>The exchange between user and model in one session, as turns. Not thread-safe: the owner holds the lock.</summary>
/// <param name="conversation">The conversation.</param>
/// <param name="messages">Masks the messages.</param>
/// <param name="model">The model of the session.</param>
/// <param name="gate">The lock, for turns that read their answer asynchronously.</param>
internal sealed partial class RealtimeExchange(Conversation conversation, ModelMessages messages, RealtimeModel model, Lock gate)
{
    private readonly List<RealtimeTurn> _open = []; // In the order in which they began.
    private readonly RecentIds<RealtimeTurn> _items = new(); // By the ids of their inputs and answers.
    private readonly RealtimeHistory _history = new();
    private RealtimeTurn? _newest;

    /// <inheritdoc cref="RealtimeLog.MakeCurrent"/>
    public IDisposable MakeCurrent()
        => _calls.Count == 1 ? _calls.Values.First().Function.MakeCurrent()
            : _open.Count > 0 ? _open[^1].Turn.MakeCurrent() : conversation.MakeCurrent();

    /// <summary>Records an error reported by the service. It may be harmless, such as a cancellation that came too late.</summary>
    public void Error(ErrorContent? error)
    {
        string? text = error?.Message;
        (_open.Count > 0 ? _open[^1].Turn.Log : conversation.Log).Warning(
            "The realtime service reported an error", ("code", error?.ErrorCode), LogField.Pii("error", text));
        if (Waiting is { } waiting)
        {
            waiting.Error = text ?? error?.ErrorCode ?? "";
        }
    }

    /// <summary>Records how much of an answer was played when the user interrupted it.</summary>
    public void Truncated(string? itemId, double? milliseconds)
    {
        if (_items.TryGet(itemId, out var turn))
        {
            turn.Turn.Interrupt(after: milliseconds is >= 0 and < int.MaxValue ? TimeSpan.FromMilliseconds(milliseconds.Value) : null);
        }
    }

    /// <summary>Records that the inputs or the request for a response could not be sent.</summary>
    public void FailWaiting(Exception exception, bool isCanceled)
    {
        TakeTexts();
        if (Waiting is { } waiting)
        {
            waiting.Turn.Fail(exception, isCanceled, AnswerOf(waiting));
            Close(waiting);
        }
    }

    /// <summary>Records that the connection failed.</summary>
    public void Fail(Exception exception)
    {
        TakeTexts();
        EndResponses((call, said, _) => call.Fail(exception, isCanceled: false, said));
        EndCalls(call => call.Function.Fail(exception, isCanceled: false));
        foreach (var turn in _open.ToList())
        {
            turn.Turn.Fail(exception, isCanceled: false, AnswerOf(turn));
            Close(turn);
        }
    }

    /// <summary>Records that the user left, and cancels open turns and calls.</summary>
    public void RecordUserLeft()
    {
        TakeTexts();
        var whole = _open.Where(static turn => turn is { IsIdle: true, HasResponse: true }).ToList();
        EndResponses(static (call, said, turn) => call.Cancel(CancelReasonOf(turn), said));
        EndCalls(static call => call.Function.Cancel(CancelReasonOf(call.Turn)));
        foreach (var turn in _open.ToList())
        {
            if (whole.Contains(turn) && turn.Answer.Length > 0)
            {
                Complete(turn);
            }
            else
            {
                Cancel(turn, CancelReasonOf(turn));
            }
        }
    }

    // The newest turn, if it is neither answered nor being answered.
    private RealtimeTurn? Waiting => _newest is { IsOpen: true, HasResponse: false } or { IsOpen: true, IsIdle: true } ? _newest : null;

    private static CancelReason CancelReasonOf(RealtimeTurn turn)
        => turn.Turn.WhyCanceled is not CancelReason.Unspecified and var reason ? reason : CancelReason.UserLeft;

    private RealtimeTurn Begin(TurnInfo info)
    {
        var turn = new RealtimeTurn(conversation.BeginTurn(info));
        turn.Turn.PartialAnswer = () =>
        {
            lock (gate)
            {
                return AnswerOf(turn);
            }
        };
        _open.Add(turn);
        return _newest = turn;
    }

    private MaskedText AnswerOf(RealtimeTurn turn) => messages.Masked(turn.Answer);

    // Ends earlier turns that have no response in progress. Results of their functions are answered in the newest turn.
    private void EndEarlier()
    {
        foreach (var turn in _open.Where(static turn => turn.OpenResponses == 0).ToList())
        {
            Complete(turn);
        }
    }

    private void Complete(RealtimeTurn turn)
    {
        if (turn.Error is { } error)
        {
            turn.Turn.Fail(error, AnswerOf(turn));
        }
        else
        {
            turn.Turn.Complete(AnswerOf(turn));
        }

        Close(turn);
    }

    private void Cancel(RealtimeTurn turn, CancelReason reason, bool isInterrupted = false)
    {
        var said = AnswerOf(turn);
        if (!said.IsEmpty)
        {
            turn.Turn.SetStreamed(said);
            if (isInterrupted)
            {
                turn.Turn.Interrupt();
            }
        }

        turn.Turn.Cancel(reason, said);
        Close(turn);
    }

    private void Close(RealtimeTurn turn)
    {
        _open.Remove(turn);
        turn.Close();
    }
}

using ConvLog.Functions;

namespace ConvLog.Openings;

/// <content>Turns that wait for someone or something.</content>
internal sealed partial class SinkRuntime
{
    private readonly List<Turn> _waitingTurns = []; // They hold up no end.

    public override void TurnWaits(Turn turn, bool isTold)
    {
        lock (_lock)
        {
            if (_openTurns.Remove(turn))
            {
                _waitingTurns.Add(turn);
                OpenTurnsChanged();
                WorkEnded();
            }
        }

        if (isTold)
        {
            TurnRevised(turn);
        }
    }

    public override void TurnContinues(Turn turn, bool isTold)
    {
        lock (_lock)
        {
            if (_waitingTurns.Remove(turn))
            {
                _openTurns.Add(turn);
                OpenTurnsChanged();
                WorkBegan();
            }
        }

        if (isTold)
        {
            TurnRevised(turn);
        }
    }

    /// <summary>Continues a turn that waits: of this opening, else as a turn that the sink of a store makes a part of the one that it finds.</summary>
    /// <param name="choice">Which.</param>
    /// <param name="userInput">What the user has said besides; empty for nothing.</param>
    public Turn ContinueTurn(TurnChoice choice, MaskedText userInput)
    {
        Turn? waiting;
        lock (_lock)
        {
            waiting = _waitingTurns.FindLast(turn => choice.Id is { } id ? IsCalled(turn, id) : choice.Answers(turn.WaitsFor));
        }

        if (waiting is null)
        {
            return BeginTurn(userInput, info: null, choice);
        }

        waiting.Continue();
        waiting.AddInput(userInput);
        return waiting;
    }

    public override void FunctionRevised(FunctionEvent call) => Sink.FunctionRevised(new FunctionSnapshot(call, SnapshotMoment.Revised));
}

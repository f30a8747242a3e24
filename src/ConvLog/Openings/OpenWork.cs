using ConvLog.Functions;

namespace ConvLog.Openings;

/// <summary>
/// The turns, function events and model calls of an opening that have begun and not ended. Once the host has ended or released the opening, they keep it in use
/// for at most <see cref="ConversationOptions.MaximumLinger"/>. Safe to use from any thread.
/// </summary>
/// <param name="runtime">The opening.</param>
/// <param name="maximumLinger">How long work may outlive the end or release; zero for not at all.</param>
internal sealed class OpenWork(SinkRuntime runtime, TimeSpan maximumLinger)
{
    private readonly Lock _lock = new();
    private readonly OpenTurns _turns = new();
    private readonly List<FunctionEvent> _functions = [];
    private readonly List<ModelCall> _modelCalls = [];
    private readonly LingerTimer _linger = new(runtime, maximumLinger);
    private bool _isReleased;
    private int _functionIndex;

    /// <summary>Whether work may continue after the conversation's end.</summary>
    public bool MayLinger => _linger.IsAllowed;

    /// <summary>Whether anything may still be logged: the conversation is open and has not been released, or work that began in it continues.</summary>
    public bool IsInUse
    {
        get
        {
            lock (_lock)
            {
                return (!runtime.HasEnded && !_isReleased) || IsAnyOpen;
            }
        }
    }

    /// <summary>The work that is open now.</summary>
    public UnfinishedWork Unfinished
    {
        get
        {
            lock (_lock)
            {
                return Copy();
            }
        }
    }

    /// <inheritdoc cref="OpenTurns.Newest"/>
    public Turn? NewestTurn => _turns.Newest;

    /// <inheritdoc cref="OpenTurns.Latest"/>
    public Turn? LatestTurn => _turns.Latest;

    /// <inheritdoc cref="OpenTurns.HaveOverlap"/>
    public bool TurnsOverlap => _turns.HaveOverlap;

    private bool IsAnyOpen => _turns.OpenCount + _functions.Count + _modelCalls.Count > 0;

    /// <summary>Begins a turn, unless the one with the same ID is known.</summary>
    /// <param name="userInput">The user's input.</param>
    /// <param name="info">The details of the input; null if there are none.</param>
    /// <param name="continues">The turn of another opening that it continues; null if none.</param>
    /// <param name="began">The beginning to publish; null for a known turn, and after the conversation's end.</param>
    public Turn BeginTurn(MaskedText userInput, TurnInfo? info, TurnChoice? continues, out TurnSnapshot? began)
    {
        began = null;
        Turn turn;
        lock (_lock)
        {
            if (_turns.FindNamed(info?.Id) is { } known)
            {
                return known;
            }

            turn = new Turn(runtime, userInput, _turns.NextOrdinal(), info) { Continues = continues };
            if (!runtime.HasEnded)
            {
                began = turn.Begin();
                _turns.Add(turn);
                WorkBegan();
                return turn;
            }
        }

        turn.Abandon(); // Returned to the host, which may continue to use it, but not kept.
        runtime.DropLate();
        return turn;
    }

    /// <summary>The number of the next function event, from 1.</summary>
    public int NextFunctionIndex() => Interlocked.Increment(ref _functionIndex);

    /// <summary>Begins a function event.</summary>
    /// <returns>The beginning to publish; null if the event began too late, and is abandoned.</returns>
    public FunctionSnapshot? Begin(FunctionEvent call)
    {
        lock (_lock)
        {
            if (runtime.Accepts(call.Parent, call.Turn))
            {
                var began = call.Begin();
                _functions.Add(call);
                WorkBegan();
                return began;
            }
        }

        call.Abandon();
        runtime.DropLate();
        return null;
    }

    /// <summary>Begins a model call; false if it began too late, and is abandoned.</summary>
    public bool Begin(ModelCall call)
    {
        lock (_lock)
        {
            if (runtime.Accepts(call.Function, call.Turn))
            {
                _modelCalls.Add(call);
                WorkBegan();
                return true;
            }
        }

        call.Abandon();
        runtime.DropLate();
        return false;
    }

    /// <summary>Removes a turn that has ended; false if it was open for too long, and has been published.</summary>
    public bool TryEnd(Turn turn)
    {
        lock (_lock)
        {
            bool isRemoved = _turns.Remove(turn);
            WorkEnded();
            return isRemoved;
        }
    }

    /// <inheritdoc cref="TryEnd(Turn)"/>
    public bool TryEnd(FunctionEvent call)
    {
        lock (_lock)
        {
            bool isRemoved = _functions.Remove(call);
            WorkEnded();
            return isRemoved;
        }
    }

    /// <inheritdoc cref="TryEnd(Turn)"/>
    public bool TryEnd(ModelCall call)
    {
        lock (_lock)
        {
            bool isRemoved = _modelCalls.Remove(call);
            WorkEnded();
            return isRemoved;
        }
    }

    /// <summary>Records that a turn waits, so that it no longer keeps the opening in use.</summary>
    public void Wait(Turn turn)
    {
        lock (_lock)
        {
            _turns.Wait(turn);
            WorkEnded();
        }
    }

    /// <summary>Records that a turn no longer waits.</summary>
    public void Continue(Turn turn)
    {
        lock (_lock)
        {
            if (_turns.Continue(turn))
            {
                WorkBegan();
            }
        }
    }

    /// <inheritdoc cref="OpenTurns.Find"/>
    public Turn? FindTurn(string id)
    {
        lock (_lock)
        {
            return _turns.Find(id);
        }
    }

    /// <inheritdoc cref="OpenTurns.FindWaiting"/>
    public Turn? FindWaitingTurn(TurnChoice choice)
    {
        lock (_lock)
        {
            return _turns.FindWaiting(choice);
        }
    }

    /// <summary>Ends the conversation. Waiting turns are closed, and keep waiting in the store.</summary>
    /// <returns>The open and waiting work, to be published; null if the conversation had ended already.</returns>
    public UnfinishedWork? End()
    {
        UnfinishedWork open;
        Turn[] waiting;
        lock (_lock)
        {
            if (runtime.HasEnded)
            {
                return null;
            }

            runtime.End();
            open = Copy();
            open.AbandonAtClose();
            waiting = _turns.Waiting;
            _turns.Close();
            if (IsAnyOpen)
            {
                _linger.Start();
            }
            else
            {
                ReleaseConversation();
            }
        }

        foreach (var turn in waiting)
        {
            turn.CloseWaiting();
        }

        return new UnfinishedWork(open.ModelCalls, open.Functions, [.. open.Turns, .. waiting]);
    }

    /// <summary>Records that the code that opened the conversation has finished with it.</summary>
    /// <returns>The turns that wait.</returns>
    public Turn[] Release()
    {
        lock (_lock)
        {
            _isReleased = true;
            if (IsAnyOpen)
            {
                _linger.Start();
            }

            return _turns.Waiting;
        }
    }

    /// <summary>Removes and returns everything that is open.</summary>
    public UnfinishedWork RemoveAll()
    {
        lock (_lock)
        {
            var open = Copy();
            _modelCalls.Clear();
            _functions.Clear();
            _turns.RemoveOpen();
            WorkEnded();
            return open;
        }
    }

    private UnfinishedWork Copy() => new([.. _modelCalls], [.. _functions], _turns.Open);

    private void WorkBegan()
    {
        if (_isReleased)
        {
            _linger.Start();
        }
    }

    private void WorkEnded()
    {
        if (IsAnyOpen)
        {
            return;
        }

        _linger.Stop();
        if (runtime.HasEnded)
        {
            ReleaseConversation();
        }
    }

    // A flow that outlives the conversation refers to it, and must not keep its entries in memory.
    private void ReleaseConversation() => runtime.Self.Value = null;
}

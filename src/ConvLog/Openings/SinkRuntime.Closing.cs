namespace ConvLog.Openings;

/// <content>
/// The end of an opening: the host ends it, or releases it, and it ends with the work that is open in it. Work that outlives the end, or the request that
/// released the opening, is recorded when it ends, within <see cref="ConversationOptions.MaximumLinger"/>.
/// </content>
internal sealed partial class SinkRuntime
{
    /// <summary>Whether anything may still be logged in it: it is open and has not been released, or work that began in it continues.</summary>
    public bool IsInUse
    {
        get
        {
            lock (_lock)
            {
                return (!HasEnded && !_isReleased) || HasOpenWork;
            }
        }
    }

    private (ModelCall[] ModelCalls, FunctionEvent[] Functions, Turn[] Turns) OpenWork => ([.. _openModelCalls], [.. _openFunctions], [.. _openTurns]);

    private bool HasOpenWork => _openTurns.Count + _openFunctions.Count + _openModelCalls.Count > 0;

    /// <summary>
    /// Ends this opening once; false if it had ended already. Open turns and functions are published as abandoned, and again if they end later; waiting turns
    /// keep waiting.
    /// </summary>
    public bool Close()
    {
        Responses.Close();
        (ModelCall[] ModelCalls, FunctionEvent[] Functions, Turn[] Turns) open;
        Turn[] waiting;
        lock (_lock)
        {
            if (HasEnded)
            {
                return false;
            }

            End();
            open = OpenWork;
            Array.ForEach(open.ModelCalls, static call => call.AbandonAtClose());
            Array.ForEach(open.Functions, static call => call.AbandonAtClose());
            Array.ForEach(open.Turns, static turn => turn.AbandonAtClose());
            waiting = [.. _waitingTurns];
            _waitingTurns.Clear();
            (_latestTurn, _named) = (null, null);
            if (HasOpenWork)
            {
                Linger();
            }
            else
            {
                ReleaseConversation();
            }
        }

        StopFlushing();
        foreach (var call in open.ModelCalls)
        {
            Ended(call);
        }

        foreach (var call in open.Functions)
        {
            Ended(call);
        }

        foreach (var turn in open.Turns)
        {
            Ended(turn);
        }

        foreach (var turn in waiting)
        {
            turn.CloseWaiting();
            Ended(turn);
        }

        var now = Time.GetUtcNow();
        _closedAt = now;
        if (_opening.Close(now))
        {
            RecordOpening();
        }

        if (_maximumLinger == TimeSpan.Zero)
        {
            AbandonOpen();
        }

        return true;
    }

    /// <summary>
    /// Records that the code that opened it has finished with it, for example because the request is over. Open work continues, and later entries are
    /// recorded: in the store the opening ends once nothing more is logged.
    /// </summary>
    public void Release()
    {
        Responses.Close();
        Turn[] waiting;
        lock (_lock)
        {
            _isReleased = true;
            waiting = [.. _waitingTurns];
            if (HasOpenWork)
            {
                Linger();
            }
        }

        Array.ForEach(waiting, static turn => turn.PublishWait());
    }

    /// <summary>Ends this opening. Open turns, functions and model calls are canceled with the host's shutdown as the reason.</summary>
    public void Stop()
    {
        (ModelCall[] ModelCalls, FunctionEvent[] Functions, Turn[] Turns) open;
        lock (_lock)
        {
            open = OpenWork;
        }

        foreach (var call in open.ModelCalls)
        {
            call.Cancel(CancelReason.HostStopped);
        }

        foreach (var call in Enumerable.Reverse(open.Functions))
        {
            call.Cancel(CancelReason.HostStopped);
            call.Dispose();
        }

        foreach (var turn in open.Turns)
        {
            turn.Cancel(CancelReason.HostStopped);
            turn.Dispose();
        }

        Close();
    }

    // After the conversation's end, work continues only inside a turn or function that was open then.
    private static bool MayContinue(FunctionEvent? parent, Turn? turn) => parent is { IsOpen: true } || turn is { IsOpen: true };

    private void WorkBegan()
    {
        if (_isReleased && _linger is null)
        {
            Linger();
        }
    }

    private void WorkEnded()
    {
        if (HasOpenWork || _linger is null)
        {
            return;
        }

        _linger.Dispose();
        _linger = null;
        if (HasEnded)
        {
            ReleaseConversation();
        }
    }

    // A flow that outlives the conversation refers to it, and must not keep its entries in memory.
    private void ReleaseConversation() => Self.Value = null;

    private void Linger()
    {
        if (_maximumLinger == TimeSpan.Zero || _linger is not null)
        {
            return;
        }

        // The timer must not keep the flow that starts it in memory.
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _linger = Time.CreateTimer(static runtime => ((SinkRuntime)runtime!).AbandonOpen(), this, _maximumLinger, Timeout.InfiniteTimeSpan);
    }

    private void AbandonOpen()
    {
        (ModelCall[] ModelCalls, FunctionEvent[] Functions, Turn[] Turns) open;
        lock (_lock)
        {
            open = OpenWork;
            _openModelCalls.Clear();
            _openFunctions.Clear();
            _openTurns.Clear();
            _linger?.Dispose();
            _linger = null;
            OpenTurnsChanged();
            if (HasEnded)
            {
                ReleaseConversation();
            }
        }

        foreach (var call in open.ModelCalls)
        {
            call.Abandon();
            Ended(call);
        }

        foreach (var call in open.Functions)
        {
            call.Abandon();
            if (!call.WasOpenAtEnd || call.Outcome != FunctionOutcome.Abandoned)
            {
                Ended(call);
            }
        }

        foreach (var turn in open.Turns)
        {
            turn.Abandon();
            if (!turn.WasOpenAtEnd || turn.Outcome != TurnOutcome.Abandoned)
            {
                Ended(turn);
            }
        }
    }
}

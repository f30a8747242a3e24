using ConvLog.Functions;

namespace ConvLog.Openings;

/// <content>
/// The end of an opening: the host ends it, or releases it, and it ends with the work that is open in it. Work that outlives the end, or the request that
/// released the opening, is recorded when it ends, within <see cref="ConversationOptions.MaximumLinger"/>.
/// </content>
internal sealed partial class SinkRuntime
{
    /// <inheritdoc cref="OpenWork.IsInUse"/>
    public bool IsInUse => _work.IsInUse;

    /// <summary>Records the end of the conversation as a whole.</summary>
    public void End(EndReason reason, DateTimeOffset? at) => Guarded(() => _opening.End(reason, at));

    /// <summary>
    /// Ends this opening once; false if it had ended already. Open turns and functions are published as abandoned, and again if they end later; waiting turns
    /// keep waiting.
    /// </summary>
    public bool Close()
    {
        Responses.Close();
        if (_work.End() is not { } open)
        {
            return false;
        }

        _flush.Stop();
        Array.ForEach(open.ModelCalls, PublishEnd);
        Array.ForEach(open.Functions, PublishEnd);
        Array.ForEach(open.Turns, PublishEnd);
        _opening.Close();
        if (!_work.MayLinger)
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
        foreach (var turn in _work.Release())
        {
            turn.PublishWait();
        }
    }

    /// <summary>Ends this opening. Open turns, functions and model calls are canceled with the host's shutdown as the reason.</summary>
    public void Stop()
    {
        _work.Unfinished.Cancel(CancelReason.HostStopped);
        Close();
    }

    /// <summary>Abandons work that has been open for too long. Turns and functions that the end published as abandoned are not published again.</summary>
    public void AbandonOpen()
    {
        var open = _work.RemoveAll();
        foreach (var call in open.ModelCalls)
        {
            call.Abandon();
            PublishEnd(call);
        }

        foreach (var call in open.Functions)
        {
            call.Abandon();
            if (!call.WasOpenAtEnd || call.Outcome != FunctionOutcome.Abandoned)
            {
                PublishEnd(call);
            }
        }

        foreach (var turn in open.Turns)
        {
            turn.Abandon();
            if (!turn.WasOpenAtEnd || turn.Outcome != TurnOutcome.Abandoned)
            {
                PublishEnd(turn);
            }
        }
    }

    public override void TurnEnded(Turn turn)
    {
        if (_work.TryEnd(turn))
        {
            PublishEnd(turn);
        }
    }

    public override void FunctionEnded(FunctionEvent call)
    {
        if (_work.TryEnd(call))
        {
            PublishEnd(call);
        }
    }

    public override void ModelCallEnded(ModelCall call)
    {
        if (_work.TryEnd(call))
        {
            PublishEnd(call);
        }
    }

    private void PublishEnd(Turn turn) => Sink.TurnEnded(new TurnSnapshot(turn, SnapshotMoment.Ended));

    private void PublishEnd(FunctionEvent call) => Sink.FunctionEnded(new FunctionSnapshot(call, SnapshotMoment.Ended));

    private void PublishEnd(ModelCall call) => Sink.ModelCallEnded(new ModelCallSnapshot(call, hasEnded: true, _messages.TakeNew(call)));
}

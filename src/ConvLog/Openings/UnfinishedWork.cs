namespace ConvLog.Openings;

/// <summary>The turns, function events and model calls of an opening that had begun and not ended at one moment.</summary>
internal sealed class UnfinishedWork(ModelCall[] modelCalls, FunctionEvent[] functions, Turn[] turns)
{
    public ModelCall[] ModelCalls => modelCalls;

    public FunctionEvent[] Functions => functions;

    public Turn[] Turns => turns;

    /// <summary>Cancels and ends everything, the innermost first.</summary>
    public void Cancel(CancelReason reason)
    {
        foreach (var call in modelCalls)
        {
            call.Cancel(reason);
        }

        foreach (var call in Enumerable.Reverse(functions))
        {
            call.Cancel(reason);
            call.Dispose();
        }

        foreach (var turn in turns)
        {
            turn.Cancel(reason);
            turn.Dispose();
        }
    }

    /// <summary>Marks everything as abandoned until it ends.</summary>
    public void AbandonAtClose()
    {
        foreach (var call in modelCalls)
        {
            call.AbandonAtClose();
        }

        foreach (var call in functions)
        {
            call.AbandonAtClose();
        }

        foreach (var turn in turns)
        {
            turn.AbandonAtClose();
        }
    }
}

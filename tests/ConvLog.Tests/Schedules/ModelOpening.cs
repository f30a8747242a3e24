namespace ConvLog.Tests.Schedules;

/// <summary>The model of an opening of the conversation: its turns and its late calls.</summary>
internal sealed class ModelOpening
{
    public List<ModelTurn> Turns { get; } = [];

    public bool HasEnded { get; private set; }

    /// <summary>The number of calls after its end.</summary>
    public int Dropped { get; set; }

    public ModelTurn? NewestOpen => Turns.FindLast(static turn => turn.IsOpen);

    public void Close(IEnumerable<ModelCallEvent> calls)
    {
        if (HasEnded)
        {
            return;
        }

        HasEnded = true;
        Turns.ForEach(static turn => turn.Leave());
        foreach (var call in calls.Where(call => call.Opening == this && call.IsOpen))
        {
            call.Outcome ??= FunctionOutcome.Abandoned;
        }
    }
}

namespace ConvLog.Tests.Schedules;

/// <summary>An opening of the conversation: its turns, and what came too late.</summary>
internal sealed class ModelOpening
{
    public List<ModelTurn> Turns { get; } = [];

    public bool HasEnded { get; private set; }

    /// <summary>What came after its end.</summary>
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

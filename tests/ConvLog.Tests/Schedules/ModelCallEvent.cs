namespace ConvLog.Tests.Schedules;

/// <summary>The model of a function event.</summary>
internal sealed class ModelCallEvent(ModelOpening opening, ModelTurn? turn, ModelCallEvent? parent, bool isRecorded)
{
    public ModelOpening Opening => opening;

    public ModelTurn? Turn => turn;

    public ModelCallEvent? Parent => parent;

    public bool IsRecorded { get; } = isRecorded;

    public bool IsOpen { get; set; } = isRecorded;

    public FunctionOutcome? Outcome { get; set; } = isRecorded ? null : FunctionOutcome.Abandoned;

    /// <summary>Its entry in the flow that began it; null if no flow entered it.</summary>
    public Entered? Own { get; set; }

    public void Settle(FunctionOutcome outcome)
    {
        opening.Dropped += !IsOpen && Outcome == FunctionOutcome.Abandoned ? 1 : 0;
        if (IsOpen)
        {
            Outcome = Outcome is null or FunctionOutcome.Abandoned ? outcome : Outcome;
        }
    }
}

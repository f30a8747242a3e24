namespace ConvLog.Tests.Schedules;

/// <summary>A function event.</summary>
internal sealed class ModelCallEvent(ModelOpening opening, ModelTurn? turn, ModelCallEvent? parent, bool isRecorded)
{
    public ModelOpening Opening => opening;

    public ModelTurn? Turn => turn;

    public ModelCallEvent? Parent => parent;

    public bool IsRecorded { get; } = isRecorded;

    public bool IsOpen { get; set; } = isRecorded;

    public FunctionOutcome? Outcome { get; set; } = isRecorded ? null : FunctionOutcome.Abandoned;

    /// <summary>As the flow entered it that began it; null where none did.</summary>
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

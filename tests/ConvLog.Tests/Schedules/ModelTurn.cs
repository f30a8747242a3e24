namespace ConvLog.Tests.Schedules;

/// <summary>The model of a turn, recorded by its opening and changed by it or by others.</summary>
internal sealed class ModelTurn(ModelOpening opening, string input, string? name)
{
    private readonly List<Func<string, string>> _lateInputs = [];
    private string? _lateHeard;
    private bool _isLeft;

    public ModelOpening Opening => opening;

    /// <summary>The ID given by the host; null if none.</summary>
    public string? Name => name;

    public bool IsOpen { get; private set; } = true;

    public bool IsRecorded { get; } = !opening.HasEnded;

    public TurnOutcome? Outcome { get; private set; }

    public string Answer { get; private set; } = "";

    public int Tokens { get; set; }

    public string Input => _lateInputs.Aggregate(OwnInput, static (text, change) => change(text));

    public string Heard => _lateHeard ?? OwnHeard ?? "";

    public bool IsInterrupted => _lateHeard is not null || OwnHeard is not null;

    public string OwnInput { get; set; } = input;

    public string? OwnHeard { get; set; }

    public void Settle(TurnOutcome outcome, string answer)
    {
        opening.Dropped += !IsOpen && Outcome == TurnOutcome.Abandoned ? 1 : 0;
        if (IsOpen && (Outcome is null || (_isLeft && Outcome == TurnOutcome.Abandoned)))
        {
            (Outcome, Answer) = (outcome, answer);
        }
    }

    public void Dispose()
    {
        if (IsOpen)
        {
            Outcome = _isLeft && Outcome == TurnOutcome.Abandoned ? null : Outcome;
            IsOpen = false;
        }
    }

    public void Leave()
    {
        if (IsOpen)
        {
            _isLeft = true;
            Outcome ??= TurnOutcome.Abandoned;
        }
    }

    public void Abandon()
    {
        Outcome = IsOpen ? Outcome ?? TurnOutcome.Abandoned : Outcome;
        IsOpen = false;
    }

    public void SetLateHeard(string text) => _lateHeard = text;

    public void InputLate(Func<string, string> change) => _lateInputs.Add(change);
}

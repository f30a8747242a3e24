namespace ConvLog.Records;

/// <summary>Which outcomes are problems.</summary>
internal static class OutcomeRules
{
    /// <summary>Whether a call did not end as it should. One that was canceled is no problem, nor is one without an end.</summary>
    public static bool IsProblem(this FunctionOutcome? outcome) => outcome is FunctionOutcome.Failed or FunctionOutcome.Abandoned;
}

namespace ConvLog.Storage.Records;

/// <summary>Determines which outcomes are problems.</summary>
internal static class OutcomeRules
{
    /// <summary>Whether a call failed or was abandoned. A canceled call is not a problem, nor is one without an end.</summary>
    public static bool IsProblem(this FunctionOutcome? outcome) => outcome is FunctionOutcome.Failed or FunctionOutcome.Abandoned;
}

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>How the calls of a list ended.</summary>
/// <param name="Outcome">The outcome; null for failed or abandoned.</param>
internal readonly record struct ListedOutcome(FunctionOutcome? Outcome);

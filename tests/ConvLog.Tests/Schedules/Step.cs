namespace ConvLog.Tests.Schedules;

/// <summary>One step of a schedule.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Flow">The index of the async flow, modulo the number of flows.</param>
/// <param name="Pick">The index of the turn, call, opening or handle, modulo their number.</param>
public readonly record struct Step(StepKind Kind, int Flow, int Pick);

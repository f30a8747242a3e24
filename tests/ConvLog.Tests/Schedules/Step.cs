namespace ConvLog.Tests.Schedules;

/// <summary>One step of a schedule.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Flow">The async flow in which it happens, modulo how many there are.</param>
/// <param name="Pick">Which turn, call, opening or handle it is about, modulo how many there are.</param>
public readonly record struct Step(StepKind Kind, int Flow, int Pick);
